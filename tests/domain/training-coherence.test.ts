import { describe, expect, test } from 'vitest';
import { instantOf, shiftDay } from '../../src/lib/domain/calendar';
import type { SessionPage } from '../../src/lib/domain/pages';
import { flagsOf, type Around } from '../../src/lib/domain/training/coherence';
import type { Mark, Session, Signature } from '../../src/lib/domain/training/words';
import { MURAT } from '../support/kiosk';
import { ANNE, BRUNO, COURSE, MONDAY, session, TRAINER, unsealed } from '../support/training';

const ROOM = { id: 'training', kind: 'training', count: 1, seats: 2 } as const;
const CENTRE = { ...MURAT, spaces: [ROOM] };
const at = (day: string, time = '12:00') => instantOf(day, time);
const mark = (is: Mark['is'], fact = 'm1'): Mark => ({ fact, is, by: 't9d1', at: 0 });
let last = 0;
const signature = (person: string, as: Signature['as'], when: number): Signature => {
	const fact = `s${(last += 1)}`;
	return { fact, person, as, way: 'code', when, seal: unsealed(last) };
};
const page = (
	its: Session,
	present: readonly string[],
	signed: readonly Signature[]
): SessionPage => ({
	session: its,
	marks: Object.fromEntries(present.map((person) => [person, [mark('present')]])),
	signatures: Object.fromEntries(signed.map((one) => [one.fact, one])),
	tied: {}
});
const both = (day = MONDAY) => [
	signature(ANNE, 'learner', at(day)),
	signature(TRAINER, 'trainer', at(day, '12:05'))
];
const around: Around = { group: { enrolments: {} }, today: shiftDay(MONDAY, 7), centre: CENTRE };
const flags = (its: SessionPage, more: Partial<Around> = {}) =>
	flagsOf(its, { ...around, ...more }).map(({ is }) => is);
const sound = () => page(session(1), [ANNE], both());

describe('what an auditor would ask about', () => {
	test('is nothing where all is as it should be, nor of a half-day that was cancelled', () => {
		expect(flags(sound())).toEqual([]);
		expect(flags(page({ ...session(1), cancelled: 'Neige' }, [ANNE], []))).toEqual([]);
	});
	test('a public holiday, a closure, a Sunday', () => {
		const on = (day: string) => page(session(1, { day }), [ANNE], both(day));
		expect(flags(on('2026-11-11'))).toEqual(['holiday']);
		expect(flags(on('2026-11-22'))).toEqual(['closed']);
		const closures = [{ from: MONDAY, to: MONDAY, why: 'Travaux' }];
		expect(flags(sound(), { closures })).toEqual(['closed']);
	});
	test('a trainer in two places, and not one with two groups in one room', () => {
		const other = session(2, { space: 'video' });
		expect(flags(sound(), { sessions: [other] })).toContain('trainer-elsewhere');
		expect(flags(sound(), { sessions: [session(2)] })).not.toContain('trainer-elsewhere');
		const later = session(2, { space: 'video', half: 'pm' });
		expect(flags(sound(), { sessions: [later] })).not.toContain('trainer-elsewhere');
	});
	test('more people than the room holds', () => {
		const crowd = [ANNE, BRUNO, 'p_third00001'];
		const signed = [...crowd.map((one) => signature(one, 'learner', at(MONDAY))), both()[1]!];
		expect(flags(page(session(1), crowd, signed))).toEqual(['over-capacity']);
	});
	test('a signature of another day, and a week signed in one sitting', () => {
		expect(flags(page(session(1), [ANNE], both(shiftDay(MONDAY, 1))))).toEqual([
			'signed-late',
			'signed-late'
		]);
		const others = [1, 2].map((n) =>
			page(
				session(n + 1, { day: shiftDay(MONDAY, -n) }),
				[ANNE],
				[signature(ANNE, 'learner', at(MONDAY, `12:0${n}`))]
			)
		);
		expect(flags(sound(), { others })).toEqual(['signed-in-bulk']);
		expect(flags(sound(), { others: others.slice(1) })).toEqual([]);
	});
	test('a room signed for in one breath on one device', () => {
		const five = Array.from({ length: 5 }, (_, i) => `p_person000${i}`);
		const signed = five.map((one, i) => signature(one, 'learner', at(MONDAY) + i * 1_000));
		const its = page(session(1, { space: 'big' }), five, [...signed, both()[1]!]);
		expect(flags(its)).toEqual(five.map(() => 'signed-in-bulk'));
	});
	test('hours that are not those of the module: too many at once, too few when the group is over', () => {
		const sessions = [1, 2, 3].map((n) => session(n, { day: shiftDay(MONDAY, n - 1) }));
		expect(flags(sound(), { course: COURSE, sessions })).toEqual(['hours-mismatch']);
		expect(flags(sound(), { course: COURSE, sessions: sessions.slice(0, 2) })).toEqual([]);
		expect(flags(sound(), { course: COURSE, sessions: sessions.slice(0, 1) })).toEqual([]);
	});
	test('who was there and did not sign, once the day is over', () => {
		const its = page(session(1), [ANNE], []);
		expect(flags(its)).toEqual(['not-signed', 'not-signed']);
		expect(flags(its, { today: MONDAY })).toEqual([]);
	});
	test('two words about somebody, and a signature of who is said to be absent', () => {
		const apart = { ...sound(), marks: { [ANNE]: [mark('present'), mark('late', 'm2')] } };
		expect(flags(apart)).toEqual(['apart']);
		expect(flags({ ...sound(), marks: { [ANNE]: [mark('absent')] } })).toEqual(['apart']);
	});
});
