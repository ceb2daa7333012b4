import { describe, expect, test, vi } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import { hoursRealised } from '../../src/lib/domain/training/progress';
import { FEWEST, numbered } from '../../src/lib/domain/training/open-tables';
import type { Table } from '../../src/lib/ports/sheets';
import { exportedOf, type Exported } from '../../src/lib/ui/training/export/exported';
import { fileName } from '../../src/lib/ui/training/file-name';
import { attendanceTable, hoursTable } from '../../src/lib/ui/training/export/named-tables';
import { openAttendance, openHours } from '../../src/lib/ui/training/export/unnamed-tables';
import { groupSight } from '../../src/lib/ui/training/group';
import { addWalkIn } from '../../src/lib/usecases/training/add-walk-in';
import { cancelSession } from '../../src/lib/usecases/training/change-session';
import { noteAttendance } from '../../src/lib/usecases/training/note-attendance';
import { planSessions } from '../../src/lib/usecases/training/plan-sessions';
import { stateEnrolment } from '../../src/lib/usecases/training/state-enrolment';
import { tieLearner } from '../../src/lib/usecases/training/tie-learner';
import { MONDAY, openGroup, TRAINER } from '../support/trainer';

// Words follow the language on screen, which is a rune; nothing here changes it.
vi.hoisted(() => Object.assign(globalThis, { $state: <T>(value: T): T => value }));

const DAY_AFTER = '2026-11-24';
const SECRET = 'Rendez-vous chez le docteur Martin';

/** Six learners over two days: one late, one absent with a reason, one who came unannounced and is the sixth. */
async function heldGroup() {
	const held = await openGroup(6);
	const { tablet, group, people, session, enrolments } = held;
	await noteAttendance(tablet, { session, person: people[0]!, is: 'present' });
	await noteAttendance(tablet, { session, person: people[1]!, is: 'late', minutes: 20 });
	await noteAttendance(tablet, { session, person: people[2]!, is: 'absent', why: SECRET });
	await addWalkIn(tablet, { session, person: 'p_unknown00001', name: 'Kari' });
	await tieLearner(tablet, { session, person: 'p_unknown00001', to: people[5]! });
	tablet.clock.set(instantOf(DAY_AFTER, '12:00'));
	const planned = await planSessions(tablet, {
		...{ group, module: 'posture', trainer: TRAINER },
		halfDays: (['am', 'pm'] as const).map((half) => ({ day: DAY_AFTER, half, hours: 3.5 }))
	});
	if (!('planned' in planned)) throw new Error(JSON.stringify(planned));
	const [am, pm] = planned.planned;
	for (const person of people.slice(0, 3))
		await noteAttendance(tablet, { session: am!, person, is: 'present' });
	await cancelSession(tablet, { session: pm!, why: 'Neige' });
	await stateEnrolment(tablet, {
		group,
		enrolment: enrolments[3]!,
		to: 'abandoned',
		on: DAY_AFTER,
		why: SECRET
	});
	return held;
}

const all = async ({ tablet, group }: Awaited<ReturnType<typeof heldGroup>>): Promise<Exported> =>
	(await exportedOf(group, DAY_AFTER)(tablet.log))!;
const column = ({ columns, rows }: Table, title: string) => {
	const at = columns.findIndex((one) => one.title === title);
	expect([title, at >= 0]).toEqual([title, true]);
	return rows.map((row) => row[at]);
};

describe('a group’s tables', () => {
	test('have the hours of the matrix, for everybody', async () => {
		const held = await heldGroup();
		const exported = await all(held);
		const sight = (await groupSight(held.group, DAY_AFTER)(held.tablet.log))!;
		const sessions = sight.own.map(({ session }) => session);
		const followers = [...sight.admitted, ...sight.gone];
		expect(exported.totals).toHaveLength(6);
		for (const { person, page } of followers.filter(({ person }) => person !== held.people[5])) {
			const line = exported.totals.find((one) => one.person === person)!;
			expect(line.realised).toBe(hoursRealised(page, sessions));
		}
		const sums = exported.totals.map(({ person, realised }) => [
			person,
			realised,
			exported.lines.reduce((sum, one) => sum + (one.line.person === person ? one.hours : 0), 0)
		]);
		for (const [, realised, sum] of sums) expect(realised).toBeCloseTo(sum as number, 9);
		// Who came under another name is who they turned out to be.
		expect(exported.totals.find(({ person }) => person === held.people[5])?.realised).toBe(3.5);
	});

	test('say who was late, who was not there and why, who pays, and what is not sent yet', async () => {
		const exported = await all(await heldGroup());
		const table = attendanceTable(exported);
		expect(column(table, 'Présence').slice(0, 3)).toEqual(['Présent', 'En retard', 'Absent']);
		expect(column(table, 'Retard (min)').slice(0, 3)).toEqual([undefined, 20, undefined]);
		expect(column(table, 'Motif')[2]).toBe(SECRET);
		expect(column(table, 'Heures réalisées').slice(0, 4)).toEqual([3.5, 3.17, 0, 0]);
		expect(column(table, 'Signature')[0]).toBe('non signé');
		expect(column(table, 'Envoi').slice(0, 4)).toEqual([
			...Array(3).fill('pas encore envoyé'),
			undefined
		]);
		expect(column(table, 'Jour').slice(-1)).toEqual([DAY_AFTER]);
		// A half-day that did not take place has no line, and who left is not called on that day.
		expect(table.rows).toHaveLength(6 + 5);
		const hours = hoursTable(exported);
		expect(column(hours, 'Heures réalisées').slice(0, 3)).toEqual([7, 6.67, 3.5]);
		expect(column(hours, 'Situation')).toContain('Abandonné');
		expect(exported.waiting).toBeGreaterThan(0);
	});

	test('never say who asked for an accommodation', async () => {
		const held = await heldGroup();
		const exported = await all(held);
		const asked = JSON.stringify([attendanceTable(exported), hoursTable(exported)]);
		expect(asked).not.toMatch(/am[ée]nagement|accommodation/i);
	});
});

describe('open figures of a group', () => {
	const numbers = ({ totals }: Exported) =>
		numbered(
			totals.map(({ person }) => person),
			totals.map((_, i) => (i * 7) % 5)
		);

	test('hold nothing to know anybody by', async () => {
		const held = await heldGroup();
		const exported = await all(held);
		const given = numbers(exported);
		const text = JSON.stringify([openAttendance(exported, given), openHours(exported, given)]);
		const names = exported.totals.flatMap(({ called }) => called.name ?? []);
		expect(names).toHaveLength(6);
		for (const secret of [...names, ...held.people, 'Kari', SECRET, 'p_', held.session])
			expect(text).not.toContain(secret);
		expect(
			openHours(exported, given)
				.columns.map(({ title }) => title)
				.join()
		).not.toMatch(/name|employer|number|funder|prescriber|why|_at/);
	});

	test('are the same figures, under one number a person in both files', async () => {
		const exported = await all(await heldGroup());
		const given = numbers(exported);
		const [days, hours] = [openAttendance(exported, given), openHours(exported, given)];
		const of = (table: Table, title: string, learner: string) =>
			column(table, title).filter((_, i) => column(table, 'learner')[i] === learner);
		expect(new Set(column(hours, 'learner')).size).toBe(6);
		for (const { person, realised } of exported.totals) {
			const [total] = of(hours, 'realised_hours', given.get(person)!);
			expect(total).toBeCloseTo(realised, 2);
			const sum = of(days, 'realised_hours', given.get(person)!).reduce<number>(
				(before, one) => before + Number(one),
				0
			);
			expect(sum).toBeCloseTo(realised, 1);
		}
	});

	test('give other numbers the next time, in an order that is not the roll’s', () => {
		const people = Array.from({ length: FEWEST }, (_, i) => `p_${i}`);
		expect([...numbered(people, [5, 4, 3, 2, 1]).entries()]).toEqual([
			['p_4', 'L01'],
			['p_3', 'L02'],
			['p_2', 'L03'],
			['p_1', 'L04'],
			['p_0', 'L05']
		]);
	});
});

test('a file is called by what it is, the group and the day, as every disk takes it', () => {
	expect(fileName('csv', 'Présences', 'Été / "2026": Murat', DAY_AFTER)).toBe(
		'presences-ete-2026-murat-2026-11-24.csv'
	);
	expect(fileName('xlsx', 'Présences', '../../x', MONDAY)).toBe('presences-x-2026-11-23.xlsx');
});
