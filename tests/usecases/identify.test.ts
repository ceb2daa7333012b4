import { beforeEach, describe, expect, test } from 'vitest';
import { keptTries } from '../../src/lib/adapters/browser/tries';
import { withCheckDigit, type RosterEntry } from '../../src/lib/domain/codes';
import { database, reportId } from '../../src/lib/domain/ids';
import { identify } from '../../src/lib/usecases/identify';
import { quickVerifier, watchedCodes } from '../support/codes';
import { handTimers } from '../support/hand-timers';
import { openKiosk } from '../support/kiosk';
import { emptyDisk, openMemoryTables, type Disk } from '../support/memory-tables';

const number = withCheckDigit('142');
const other = withCheckDigit('143');
const unknown = withCheckDigit('777');
const entry = (person: string, name: string, code: string): RosterEntry => ({
	person,
	name,
	category: 'independent',
	code: quickVerifier(code, person)
});
const MARIE = entry('p_marie00000', 'Marie D.', '271828');
const PAUL = entry('p_paul000000', 'Paul V.', '314159');
const ROSTER: [string, unknown][] = [
	[number, MARIE],
	[other, PAUL]
];

/** A kiosk with a roster. Opened again on the same disk, it is the same kiosk after a restart. */
async function kiosk({ disk = emptyDisk(), wall = 0, roster = ROSTER } = {}) {
	const { log, clock } = await openKiosk(wall, { disk });
	const reports = roster.map(([number, body]) => ({
		id: reportId.roster(number, (body as RosterEntry).person),
		body
	}));
	const news = { [database.roster('murat')]: { cursor: '1.1', reports } };
	await log.absorb({ sync: 1, now: 0, instance: 'aaaaaa', news }, { receivedAt: 0 });
	const time = handTimers();
	const tries = keptTries({
		tables: openMemoryTables(disk),
		timers: time.timers,
		passed: time.now
	});
	const codes = watchedCodes();
	const around = { log, codes, tries };
	return {
		clock,
		codes,
		disk,
		time,
		type: (number: string, code: string) => identify(around, { centre: 'murat', number, code })
	};
}

describe('saying who one is', () => {
	test('a known number with its code says who it is, with no link', async () => {
		expect(await (await kiosk()).type(number, '271828')).toEqual({ person: MARIE });
	});

	test('an unknown number and a wrong code are answered alike, after the same work', async () => {
		const at = await kiosk();
		const wrong = await at.type(number, '271829');
		expect(wrong).toEqual({ stranger: true });
		expect(at.codes.checked).toHaveLength(1);
		expect(await at.type(unknown, '271828')).toEqual(wrong);
		expect(at.codes.checked).toHaveLength(2);
		expect(at.codes.checked[1]!.iterations).toBe(600_000);
	});

	test('a slip of a finger is told before any code is tried', async () => {
		const at = await kiosk();
		expect(await at.type('1421', '')).toEqual({ mistyped: true });
		expect(at.codes.checked).toEqual([]);
	});

	test('where two people have one number, the code says which', async () => {
		const at = await kiosk({
			roster: [
				[number, MARIE],
				[number, PAUL]
			]
		});
		expect(await at.type(number, '271828')).toEqual({ person: MARIE });
		expect(await at.type(number, '314159')).toEqual({ person: PAUL });
		expect(await at.type(number, '000000')).toEqual({ stranger: true });
	});

	test('where two people have one number and one code, neither arrives as the other', async () => {
		const twin = entry('p_twin000000', 'Jumelle', '271828');
		const at = await kiosk({
			roster: [
				[number, MARIE],
				[number, twin]
			]
		});
		expect(await at.type(number, '271828')).toEqual({ stranger: true });
	});

	test('a roster that is not what it should be lets nobody in, and breaks nothing', async () => {
		const bad = [null, 1, {}, { ...MARIE, code: 'x' }, { ...MARIE, code: { salt: 1 } }];
		for (const one of bad) {
			const body = { ...(one as object), person: 'p_bad0000000' };
			const at = await kiosk({ roster: [[number, one === null ? { person: 'p_x' } : body]] });
			expect(await at.type(number, '271828')).toEqual({ stranger: true });
		}
	});
});

describe('53: guessing a code', () => {
	let at: Awaited<ReturnType<typeof kiosk>>;
	let disk: Disk;
	beforeEach(async () => {
		disk = emptyDisk();
		at = await kiosk({ disk });
	});
	const guess = async (times: number, who = number): Promise<unknown[]> => {
		const answers: unknown[] = [];
		for (let i = 0; i < times; i += 1) answers.push(await at.type(who, '000000'));
		return answers;
	};

	test('makes a number wait, longer and longer; the right code does not help before it is time', async () => {
		expect(await guess(4)).toEqual([
			{ stranger: true },
			{ stranger: true },
			{ stranger: true },
			{ wait: 5_000 }
		]);
		const { length } = at.codes.checked;
		expect(await at.type(number, '271828')).toEqual({ wait: 5_000 });
		expect(at.codes.checked).toHaveLength(length);
		at.time.pass(5_000);
		expect(await guess(1)).toEqual([{ wait: 15_000 }]);
		at.time.pass(15_000);
		expect(await at.type(number, '271828')).toEqual({ person: MARIE });
		expect(await guess(3)).toEqual(Array(3).fill({ stranger: true }));
	});

	test('an unknown number waits like a known one', async () => {
		expect(await guess(4, unknown)).toEqual(await guess(4, number));
	});

	test('reloading, restarting and moving the clock win nothing', async () => {
		await guess(6);
		expect(await at.type(number, '271828')).toEqual({ wait: 5_000 });
		for (const wall of [Date.parse('2031-01-01'), Date.parse('1971-01-01'), 0]) {
			at = await kiosk({ disk, wall });
			at.clock.set(wall + 3_600_000);
			expect(await at.type(number, '271828')).toEqual({ wait: 5_000 });
		}
		at.time.pass(5_000);
		expect(await at.type(number, '271828')).toEqual({ person: MARIE });
	});

	test('locks out nobody else: not another person, nor the centre', async () => {
		for (let i = 0; i < 40; i += 1) {
			await guess(1, withCheckDigit(String(500 + i)));
			at.time.pass(5_000);
		}
		await guess(20);
		at.time.pass(5_000);
		expect(await at.type(other, '314159')).toEqual({ person: PAUL });
	});
});
