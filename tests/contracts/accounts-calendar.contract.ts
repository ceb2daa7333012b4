import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountsId, database, factId, reportId } from '../../src/lib/domain/ids';
import type { PlaceReport } from '../../src/lib/domain/places/report';
import { newInvitation } from '../../src/lib/server/accounts/invitations';
import { enrol } from '../../src/lib/server/accounts/enrolment';
import { signOut } from '../../src/lib/server/accounts/renewal';
import { revoke } from '../../src/lib/server/accounts/revocation';
import { entriesFor } from '../../src/lib/server/calendar/entries';
import {
	calendarLink,
	linkCalendar,
	personReadBy,
	unlinkCalendar
} from '../../src/lib/server/calendar/link';
import { erase } from '../../src/lib/server/erasure/erase';
import { seedSampleNetwork } from '../../src/lib/server/seed';
import type { Store } from '../../src/lib/server/store/store';
import {
	COORDINATOR,
	DAY,
	HOST,
	MARIE,
	PHONE,
	allOf,
	enrolAs,
	openAccounts,
	taken,
	type AccountsBench,
	type Known
} from './accounts-bench';
import { NOON } from './gateway-bench';
import type { Place } from './store.contract';

/** The address at which somebody's calendar reads their places: who makes it, and everything that ends it. */
export function calendarContract(name: string, make: () => Promise<Place>): void {
	describe(`calendars: ${name}`, () => {
		let place: Place;
		let store: Store;
		let bench: AccountsBench;
		let phone: Known;
		beforeEach(async () => {
			place = await make();
			store = await place.open();
			bench = openAccounts(store);
			phone = await enrolAs(bench, PHONE);
		});
		afterEach(async () => {
			await store.close();
			await place.end();
		});

		async function linked(by = phone): Promise<string> {
			const answer = await linkCalendar(bench.parts, by.holder);
			if ('refused' in answer) throw new Error(answer.refused);
			return answer.ok.token;
		}
		const readBy = (token: string) => personReadBy(bench.parts, token);

		test('a phone makes one, which says whose places it shows and is kept as a digest alone', async () => {
			expect(await calendarLink(bench.parts, phone.holder)).toEqual({ ok: { none: true } });
			const token = await linked();
			// 26 characters of 5 bits: 130.
			expect(token).toMatch(/^[0-9a-z]{26}$/);
			expect(await readBy(token)).toBe(MARIE);
			expect(await calendarLink(bench.parts, phone.holder)).toEqual({ ok: { since: NOON } });
			for (const db of await store.databases())
				expect(JSON.stringify(await allOf(store, db))).not.toContain(token);
		});

		test('whoever is no person’s phone has none', async () => {
			const host = await enrolAs(bench, HOST);
			for (const verb of [calendarLink, linkCalendar, unlinkCalendar])
				expect(await verb(bench.parts, host.holder)).toEqual({ refused: 'forbidden' });
		});

		test('a new one ends the one before, and ended is ended', async () => {
			const first = await linked();
			const second = await linked();
			expect([await readBy(first), await readBy(second)]).toEqual([undefined, MARIE]);
			expect(await unlinkCalendar(bench.parts, phone.holder)).toEqual({ ok: true });
			expect(await readBy(second)).toBeUndefined();
			expect(await calendarLink(bench.parts, phone.holder)).toEqual({ ok: { none: true } });
		});

		test('of two made at once one is good', async () => {
			const both = await Promise.all([linked(), linked()]);
			const good = await Promise.all(both.map(readBy));
			expect(good.filter((person) => person === MARIE)).toHaveLength(1);
		});

		test('what is no secret is nobody’s, whatever it looks like', async () => {
			const token = await linked();
			const wrong = [
				'',
				'x',
				token.slice(1),
				`${token}0`,
				token.toUpperCase(),
				'../accounts',
				'%00'
			];
			for (const other of [...wrong, token.replace(/.$/, (last) => (last === '0' ? '1' : '0'))])
				expect([other, await readBy(other)]).toEqual([other, undefined]);
		});

		test('it ends with the phone it was made on: revoked, or signed out', async () => {
			const coordinator = await enrolAs(bench, COORDINATOR);
			const other = await enrolAs(bench, PHONE);
			const tokens = [await linked()];
			expect(await revoke(bench.parts, coordinator.holder, phone.account)).toEqual({ ok: true });
			expect(await readBy(tokens[0]!)).toBeUndefined();
			expect(await calendarLink(bench.parts, other.holder)).toEqual({ ok: { none: true } });
			tokens.push(await linked(other));
			expect(await readBy(tokens[1]!)).toBe(MARIE);
			await signOut(bench.parts, other.holder);
			expect(await readBy(tokens[1]!)).toBeUndefined();
		});

		test('it goes on where the same phone is enrolled again for the same person, and not for another', async () => {
			const token = await linked();
			const again = async (person: string) => {
				const { code } = await newInvitation(bench.parts, { ...PHONE, person });
				const answer = await enrol(bench.parts, { code, key: phone.key }, '::1');
				return taken(bench.parts, answer, phone);
			};
			await again(MARIE);
			expect(await readBy(token)).toBe(MARIE);
			await again('p_s0mebody');
			expect(await readBy(token)).toBeUndefined();
		});

		test('it ends with the person: who is forgotten has no calendar, and nothing says whose it was', async () => {
			const token = await linked();
			await erase({ ...bench.parts, store }, MARIE);
			expect(await readBy(token)).toBeUndefined();
			expect(JSON.stringify(await allOf(store, database.accounts))).not.toContain(MARIE);
		});

		test('a restored backup brings none back', async () => {
			const token = await linked();
			const before = await store.get(database.accounts, accountsId.calendarOf(MARIE));
			await unlinkCalendar(bench.parts, phone.holder);
			const { _id, ...body } = before!;
			await store.revise(database.accounts, _id, () => body);
			expect(await readBy(token)).toBeUndefined();
		});

		test('it shows what the server has told, and what it was asked and has not answered', async () => {
			await seedSampleNetwork(store, bench.clock);
			const day = '2026-12-01';
			const id = (seq: number, on = day) =>
				factId({ day: on, scope: 'murat', device: 'ph0neabc', epoch: 1, seq });
			const told = (seq: number, more: Partial<PlaceReport>): PlaceReport => ({
				claim: id(seq, more.day),
				centre: 'murat',
				day,
				space: 'desk',
				slots: ['am'],
				standing: 'confirmed',
				sequence: 1,
				changed: NOON,
				...more
			});
			const own = phone.holder.own!;
			const reports = [told(1, {}), told(2, { day: '2026-06-02' })];
			for (const report of reports)
				await store.revise(own, reportId.place(report.day, report.claim), () => ({ ...report }));
			await store.revise(own, reportId.place(day, id(3)), () => ({ gone: true }));
			const asked = { kind: 'booking.requested', v: 1, count: 9, at: { wall: NOON }, by: MARIE };
			const wish = { person: MARIE, space: 'desk', slots: ['pm'] };
			await store.insert(own, [{ _id: id(9), ...asked, ...wish }]);
			const shown = await entriesFor(bench.parts, MARIE);
			// What was half a year ago is not shown any more.
			expect(
				shown.map(({ standing, span }) => [standing, new Date(span[0]).toISOString()])
			).toEqual([
				['confirmed', expect.stringMatching(/^2026-12-01T07/)],
				['requested', expect.stringMatching(/^2026-12-01T1[23]/)]
			]);
			expect(await entriesFor(bench.parts, 'p_n0b0dy00')).toEqual([]);
			bench.clock.pass(60 * DAY);
			expect(await entriesFor(bench.parts, MARIE)).toEqual([]);
		});
	});
}
