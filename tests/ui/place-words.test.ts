import { expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import { untilWord } from '../../src/lib/ui/place-words';

test.each([
	['today, by the time alone', '2026-11-28', '18:30', '18:30'],
	['tomorrow, as one says it', '2026-11-29', '08:00', 'demain, 08:00'],
	['a day further off, by its name', '2026-12-01', '08:00', 'mardi 1er décembre, 08:00']
])('until when something holds is said of %s', (_which, day, time, said) => {
	expect(untilWord(instantOf(day, time), '2026-11-28')).toBe(said);
});
