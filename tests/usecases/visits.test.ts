import { describe, expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import { here, presence } from '../../src/lib/domain/folds/day';
import { pageKey } from '../../src/lib/domain/ids';
import { checkIn, type CheckIn } from '../../src/lib/usecases/check-in';
import { checkOut } from '../../src/lib/usecases/check-out';
import { undo } from '../../src/lib/usecases/undo';
import { MURAT, openKiosk } from '../support/kiosk';

const MONDAY = '2026-11-23';
const page = pageKey.day('murat', MONDAY);
const at = (time: string, day = MONDAY): number => instantOf(day, time);

const MARIE: CheckIn = {
	centre: MURAT,
	person: 'p_marie00000',
	reason: 'work',
	category: 'independent'
};
const visitor = (person: string): CheckIn => ({ ...MARIE, person, name: 'Jo' });

async function arrived(done: ReturnType<typeof checkIn>) {
	const result = await done;
	if ('failed' in result) throw new Error(result.failed);
	return result;
}

/** Which facts wait to be sent, of those about visits. */
async function visitsWritten({ log }: Awaited<ReturnType<typeof openKiosk>>) {
	const { facts } = await log.outbox({ facts: 9, bytes: 99_999 });
	return facts.map(({ fact }) => fact.kind).filter((kind) => kind.startsWith('visit.'));
}

describe('arriving', () => {
	test('is written, on the day’s page and waiting to be sent, before anything is said', async () => {
		const kiosk = await openKiosk(at('08:52'));
		const { visit, again } = await arrived(checkIn(kiosk, MARIE));
		expect(again).toBe(false);
		expect(await kiosk.log.fate(visit)).toEqual({ is: 'waiting' });
		expect((await kiosk.log.page('day', page)).visits).toMatchObject([
			{ id: visit, person: 'p_marie00000', closes: at('17:30') }
		]);
	});

	test('twice in a hurry is once', async () => {
		const kiosk = await openKiosk(at('08:52'));
		const taps = await Promise.all([1, 2, 3].map(() => arrived(checkIn(kiosk, MARIE))));
		expect(new Set(taps.map(({ visit }) => visit)).size).toBe(1);
		expect(taps.filter(({ again }) => !again)).toHaveLength(1);
		expect(await visitsWritten(kiosk)).toEqual(['visit.arrived']);
	});

	test('a first visitor’s name is kept apart from the visit, and they get a number to leave with', async () => {
		const kiosk = await openKiosk(at('08:52'));
		const { visit, number } = await arrived(checkIn(kiosk, visitor('p_jo0000000')));
		expect(number).toMatch(/^\d{3}$/);
		const { facts } = await kiosk.log.outbox({ facts: 9, bytes: 99_999 });
		expect(facts.filter(({ db }) => db === 'people_murat')).toHaveLength(1);
		const others = facts.filter(({ db }) => db === 'centre_murat');
		expect(others[0]!.fact._id).toBe(visit);
		expect(JSON.stringify(others)).not.toContain('Jo"');
	});

	test('no two people of a day have the same number to leave with', async () => {
		const kiosk = await openKiosk(at('08:52'));
		const numbers = new Set<string | undefined>();
		for (let i = 0; i < 60; i += 1) {
			const person = `p_jo00000${String(i).padStart(2, '0')}`;
			numbers.add((await arrived(checkIn(kiosk, visitor(person)))).number);
		}
		expect(numbers.size).toBe(60);
	});

	test('the morning after a forgotten departure is an arrival, and yesterday stays estimated', async () => {
		const kiosk = await openKiosk(at('08:52'));
		const yesterday = await arrived(checkIn(kiosk, MARIE));
		kiosk.clock.set(at('08:40', '2026-11-24'));
		const today = await arrived(checkIn(kiosk, MARIE));
		expect(today.again).toBe(false);
		expect(today.visit).not.toBe(yesterday.visit);
		const [forgotten] = (await kiosk.log.page('day', page)).visits;
		expect(presence(forgotten!, kiosk.clock.now())).toBe('closed');
	});
});

describe('leaving', () => {
	test('by who one is', async () => {
		const kiosk = await openKiosk(at('08:52'));
		const { visit } = await arrived(checkIn(kiosk, MARIE));
		kiosk.clock.set(at('12:00'));
		const out = await checkOut(kiosk, { centre: 'murat', who: { person: MARIE.person } });
		expect(out).toMatchObject({ day: MONDAY, visit: { id: visit } });
		expect(here(await kiosk.log.page('day', page), kiosk.clock.now())).toEqual([]);
	});

	test('by the number given on arrival', async () => {
		const kiosk = await openKiosk(at('08:52'));
		const { number, visit } = await arrived(checkIn(kiosk, visitor('p_jo0000000')));
		const out = await checkOut(kiosk, { centre: 'murat', who: { number: number! } });
		expect(out).toMatchObject({ visit: { id: visit } });
	});

	test('twice writes one departure', async () => {
		const kiosk = await openKiosk(at('08:52'));
		await arrived(checkIn(kiosk, MARIE));
		const who = { person: MARIE.person };
		const outs = await Promise.all([1, 2].map(() => checkOut(kiosk, { centre: 'murat', who })));
		expect(outs.filter((out) => 'left' in out)).toHaveLength(1);
		expect(outs.filter((out) => 'none' in out)).toHaveLength(1);
	});

	test('who is not here is told so, and nothing is written', async () => {
		const kiosk = await openKiosk(at('08:52'));
		const out = await checkOut(kiosk, { centre: 'murat', who: { number: '123' } });
		expect(out).toEqual({ none: true });
		expect((await kiosk.log.backlog()).waiting).toBe(0);
	});
});

describe('taking back', () => {
	test('an arrival leaves nobody here, and a second tap does nothing more', async () => {
		const kiosk = await openKiosk(at('08:52'));
		const { visit } = await arrived(checkIn(kiosk, MARIE));
		expect(await undo(kiosk, visit)).toEqual({ undone: true });
		expect(await undo(kiosk, visit)).toEqual({ undone: false });
		expect(here(await kiosk.log.page('day', page), kiosk.clock.now())).toEqual([]);
		expect(await visitsWritten(kiosk)).toEqual(['visit.arrived', 'visit.undone']);
	});

	test('a departure leaves the person here', async () => {
		const kiosk = await openKiosk(at('08:52'));
		await arrived(checkIn(kiosk, MARIE));
		const out = await checkOut(kiosk, { centre: 'murat', who: { person: MARIE.person } });
		if (!('left' in out)) throw new Error('did not leave');
		expect(await undo(kiosk, out.left)).toEqual({ undone: true });
		expect(here(await kiosk.log.page('day', page), kiosk.clock.now())).toHaveLength(1);
	});

	test('an arrival that was taken back does not stand in the way of a new one', async () => {
		const kiosk = await openKiosk(at('08:52'));
		const first = await arrived(checkIn(kiosk, MARIE));
		await undo(kiosk, first.visit);
		const second = await arrived(checkIn(kiosk, MARIE));
		expect(second.again).toBe(false);
	});
});
