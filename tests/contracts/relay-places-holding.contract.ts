import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shiftDay } from '../../src/lib/domain/calendar';
import { reportId } from '../../src/lib/domain/ids';
import { canonical } from '../../src/lib/domain/facts';
import { dump } from '../../src/lib/server/backup/dump';
import { restore } from '../../src/lib/server/backup/restore';
import { renewInstance } from '../../src/lib/server/gateway/instance';
import type { Holder } from '../../src/lib/domain/rights';
import { fenceKiosk, heldPlaces } from '../../src/lib/server/accounts/fences';
import { orderFence } from '../../src/lib/server/places/fencing';
import { serverRandomness } from '../../src/lib/server/randomness';
import type { Store } from '../../src/lib/server/store/store';
import {
	ask,
	dayIn,
	enrolPhone,
	heldBy,
	later,
	ledgerOf,
	meetKiosk,
	openCentre,
	standings,
	toldTo
} from './places-bench';
import {
	contents,
	DAY,
	HOUR,
	MARIE,
	openNetwork,
	PAUL,
	register,
	visit,
	type Network
} from './relay-bench';
import type { Place } from './store.contract';

/* Long because each promise of a holder is told of the same centre, with the same people in it. */

/** The server as the one that holds places, passes them on, and takes them back. */
export function holdingContract(name: string, makePlace: () => Promise<Place>): void {
	describe(`places the server holds: ${name}`, () => {
		let place: Place;
		let store: Store;
		let network: Network;
		beforeEach(async () => {
			place = await makePlace();
			store = await place.open();
			network = openNetwork(store, { places: { horizon: 8 } });
			await openCentre(network);
			for (const person of [MARIE, PAUL]) await enrolPhone(network, person);
		});
		afterEach(async () => {
			await store.close();
			await place.end();
		});
		const tomorrow = () => dayIn(network, 1);
		const kioskRights = async (day: string, holder = 'kiosk001.1') =>
			heldBy(await ledgerOf(network, day), holder);
		const HALF = ['desk-1@am', 'desk-1@pm'];

		describe('walk-ins', () => {
			test('half of the desks go to the kiosk as soon as it is met, for every day that is open', async () => {
				await network.settle();
				expect(await kioskRights(tomorrow())).toEqual([]);
				await meetKiosk(network);
				await network.settle();
				for (const ahead of [0, 1, 4, 8])
					expect([ahead, await kioskRights(dayIn(network, ahead))]).toEqual([ahead, HALF]);
				for (const ahead of [5, 6, 9])
					expect([ahead, await kioskRights(dayIn(network, ahead))]).toEqual([ahead, []]);
			});

			test('one fact a day and kiosk says so, and another process says it no more', async () => {
				await meetKiosk(network);
				await network.settle();
				const passed = (await store.range('centre_murat', '', '~')).filter(
					({ kind }) => kind === 'place.transferred'
				);
				expect(passed).toHaveLength(7);
				const before = canonical(await contents(store));
				network.restart();
				await network.settle();
				expect(canonical(await contents(store))).toBe(before);
			});

			test('each new day the next one is passed', async () => {
				await meetKiosk(network);
				await network.settle();
				await later(network);
				expect(await kioskRights(dayIn(network, 8))).toEqual(HALF);
			});

			test('two kiosks share them out; none holds what the other does', async () => {
				await openCentre(network, 'murat', {
					spaces: [{ id: 'desk', kind: 'desk', count: 4 }]
				});
				await meetKiosk(network);
				await meetKiosk(network, { device: 'kiosk002' });
				await network.settle();
				expect(await kioskRights(tomorrow())).toEqual(HALF);
				expect(await kioskRights(tomorrow(), 'kiosk002.1')).toEqual(['desk-2@am', 'desk-2@pm']);
			});

			test('what a host keeps from now on follows, and nobody’s place is touched by it', async () => {
				await ask(network, MARIE, { day: tomorrow(), slots: ['am', 'pm'] });
				await network.settle();
				await network.say('public', 'centre.kept', { kept: { desk: 2 } }, { scope: 'murat' });
				await meetKiosk(network);
				await network.settle();
				expect(await kioskRights(tomorrow())).toEqual(['desk-2@am', 'desk-2@pm']);
				expect(await kioskRights(dayIn(network, 2))).toEqual([...HALF, 'desk-2@am', 'desk-2@pm']);
			});

			test('a place that somebody cancels goes to the kiosk where it is one that is kept', async () => {
				const fields = { person: MARIE, space: 'desk', slots: ['am'], to: 'server' };
				const claim = await network.say('centre_murat', 'place.claimed', fields, {
					day: tomorrow()
				});
				await network.settle();
				await meetKiosk(network);
				await network.settle();
				expect(await kioskRights(tomorrow())).toEqual(['desk-1@pm']);
				const cancel = { claim: claim._id, why: 'host', reason: 'Travaux' };
				await network.say('centre_murat', 'place.cancelled', cancel, { day: tomorrow() });
				await network.settle();
				expect(await kioskRights(tomorrow())).toEqual(HALF);
			});

			test('a kiosk that was revoked, or that nobody has heard of for a month, is passed nothing', async () => {
				await store.insert('accounts', [
					{ _id: 'account~kiosk001', role: 'kiosk', centre: 'murat', revoked: 1, since: 0 }
				]);
				await meetKiosk(network);
				await meetKiosk(network, { device: 'kiosk002' });
				network.clock.set(network.clock.now() + 31 * DAY);
				await network.settle();
				const { rights } = await ledgerOf(network, dayIn(network, 1));
				expect(Object.values(rights)).toEqual([]);
			});

			test('nothing is passed or given on a day that is closed; once it is open again, it is', async () => {
				const day = tomorrow();
				const closing = await network.say(
					'public',
					'centre.closed',
					{ from: day, to: day, why: 'Neige' },
					{ scope: 'murat' }
				);
				await meetKiosk(network);
				await ask(network, MARIE, { day });
				await network.settle();
				expect(await kioskRights(day)).toEqual([]);
				expect(await standings(network, day)).toEqual(['refused']);
				await network.say(
					'public',
					'centre.reopened',
					{ closure: closing._id },
					{ scope: 'murat' }
				);
				await network.settle();
				expect(await kioskRights(day)).toEqual(HALF);
			});

			test('what is declared closed takes nothing away that was confirmed', async () => {
				const day = tomorrow();
				await ask(network, MARIE, { day });
				await network.settle();
				await network.say(
					'public',
					'centre.closed',
					{ from: day, to: day, why: 'Neige' },
					{ scope: 'murat' }
				);
				await network.settle();
				expect(await standings(network, day)).toEqual(['confirmed']);
			});
		});

		describe('who does not come', () => {
			/** Tomorrow at 11:00 local time: two and a half hours after the door opened. */
			const LATE = 23 * HOUR;
			const booked = async (): Promise<string> => {
				const day = tomorrow();
				await ask(network, MARIE, { day });
				await meetKiosk(network);
				await network.settle();
				return day;
			};

			test('has the place no more, once every kiosk has said since that they are not there', async () => {
				const day = await booked();
				network.clock.set(network.clock.now() + LATE);
				await meetKiosk(network);
				await network.settle();
				expect(await standings(network, day)).toEqual(['no-show']);
				expect((await toldTo(network))[0]).toMatchObject({ standing: 'no-show' });
			});

			test('is waited for as long as the network has set, and screens are told how long that is', async () => {
				const grace = 3 * HOUR;
				network = openNetwork(store, { places: { horizon: 8, grace } });
				const day = await booked();
				expect(await network.body('public', reportId.places)).toEqual({ grace });
				network.clock.set(network.clock.now() + LATE);
				await meetKiosk(network);
				await network.settle();
				expect(await standings(network, day)).toEqual(['confirmed']);
				network = openNetwork(store, { places: { horizon: 8 } }, network.clock.now());
				await network.settle();
				expect(await network.body('public', reportId.places)).toEqual({ grace: HOUR / 2 });
				expect(await standings(network, day)).toEqual(['no-show']);
			});

			test('has it still while a kiosk is silent, or has not sent all it has', async () => {
				const day = await booked();
				await meetKiosk(network, { device: 'kiosk002' });
				network.clock.set(network.clock.now() + LATE);
				await meetKiosk(network);
				await network.settle();
				expect(await standings(network, day)).toEqual(['confirmed']);
				await meetKiosk(network, { device: 'kiosk002', waiting: 1 });
				await later(network, 60_000);
				expect(await standings(network, day)).toEqual(['confirmed']);
				await meetKiosk(network, { device: 'kiosk002' });
				await later(network, 60_000);
				expect(await standings(network, day)).toEqual(['no-show']);
			});

			test('has it still where a kiosk’s clock is wrong, or one with an account was never met', async () => {
				const day = await booked();
				network.clock.set(network.clock.now() + LATE);
				await meetKiosk(network, { offset: HOUR });
				await network.settle();
				expect(await standings(network, day)).toEqual(['confirmed']);
				await store.insert('accounts', [
					{ _id: 'account~other', role: 'kiosk', centre: 'murat', since: 0 }
				]);
				await meetKiosk(network);
				await later(network, 60_000);
				expect(await standings(network, day)).toEqual(['confirmed']);
			});

			test('is not who came by one kiosk, whatever was taken back at another', async () => {
				const day = await booked();
				const nine = network.clock.now() + 21 * HOUR;
				const again = await visit(network, MARIE, { device: 'kiosk002', at: nine });
				await visit(network, MARIE, { device: 'kiosk001', at: nine });
				const undone = { undoes: again._id };
				const at = { device: 'kiosk002', at: nine };
				await network.say('centre_murat', 'visit.undone', undone, at);
				network.clock.set(nine + 2 * HOUR);
				await meetKiosk(network);
				await network.settle();
				expect(await standings(network, day)).toEqual(['confirmed']);
			});

			test('is not who was recognised at the door only later', async () => {
				const day = await booked();
				const nine = network.clock.now() + 21 * HOUR;
				const arrival = await visit(network, 'p_stranger01', { at: nine });
				await network.say(
					'centre_murat',
					'visit.tied',
					{ visit: arrival._id, person: MARIE },
					{ at: nine }
				);
				network.clock.set(nine + 2 * HOUR);
				await meetKiosk(network);
				await network.settle();
				expect(await standings(network, day)).toEqual(['confirmed']);
			});

			test('is not who asked on the day itself, nor whoever has a confidential room', async () => {
				const quiet = await (async () => {
					const day = tomorrow();
					await ask(network, PAUL, { day, space: 'quiet', slots: ['09:00'] });
					await network.settle();
					return day;
				})();
				network.clock.set(network.clock.now() + 20 * HOUR);
				await ask(network, MARIE, { day: quiet });
				await meetKiosk(network);
				await network.settle();
				network.clock.set(network.clock.now() + 3 * HOUR);
				await meetKiosk(network);
				await network.settle();
				expect(await standings(network, quiet)).toEqual(['confirmed', 'confirmed']);
			});
		});

		describe('a holder that will not speak again', () => {
			const order = { holder: 'kiosk001.1', at: 0, by: 'coord' };

			test('gives back what it held; who had a place of it that is known keeps it', async () => {
				const day = tomorrow();
				await meetKiosk(network);
				await network.settle();
				const rights = [['desk-1', 'am', 1]];
				const given = { person: MARIE, space: 'desk', rights };
				await network.say('centre_murat', 'place.granted', given, { device: 'kiosk001', day });
				await network.settle();
				const held = () => heldPlaces({ store, clock: network.clock });
				const place = { day, space: 'desk', units: ['desk-1'], slots: ['am'] };
				expect(await held()).toMatchObject([{ holder: 'kiosk001.1', free: 13, given: [place] }]);
				await orderFence(store, { ...order, from: day });
				await network.settle();
				expect(await held()).toMatchObject([{ given: [] }]);
				const page = await ledgerOf(network, day);
				expect(heldBy(page, 'kiosk001.1')).toEqual([]);
				expect(Object.values(page.claims)).toMatchObject([{ person: MARIE, by: 'server' }]);
				expect(await kioskRights(dayIn(network, 0))).toEqual(HALF);
			});

			test('is passed nothing any more; what it gave unheard of is moved to another place', async () => {
				const day = tomorrow();
				await meetKiosk(network);
				await orderFence(store, { ...order, from: day });
				await network.settle();
				await later(network);
				expect(await kioskRights(dayIn(network, 8))).toEqual([]);
				const given = { person: MARIE, space: 'desk', rights: [['desk-1', 'pm', 1]] };
				const next = dayIn(network, 1);
				await network.say('centre_murat', 'place.granted', given, {
					device: 'kiosk001',
					day: next
				});
				await network.settle();
				const [claim] = Object.values((await ledgerOf(network, next)).claims);
				expect(claim).toMatchObject({ person: MARIE, by: 'server' });
				expect((await toldTo(network))[0]).toMatchObject({ standing: 'confirmed' });
			});

			test('is a kiosk that goes by another number now, too: a coordinator sees what is locked', async () => {
				const day = tomorrow();
				const parts = { store, clock: network.clock };
				const coordinator: Holder = { role: 'coordinator', account: 'coord' };
				await meetKiosk(network);
				await network.settle();
				await meetKiosk(network, { epoch: 2 });
				await network.settle();
				expect(await kioskRights(day)).toEqual(HALF);
				expect(await kioskRights(day, 'kiosk001.2')).toEqual([]);
				expect(await heldPlaces(parts)).toMatchObject([
					{ holder: 'kiosk001.1', centre: 'murat', free: 14, given: [], former: true },
					{ holder: 'kiosk001.2', free: 0 }
				]);
				const order = { holder: 'kiosk001.1', from: day };
				expect(await fenceKiosk(parts, coordinator, order)).toEqual({ ok: ['kiosk001.1'] });
				await network.settle();
				expect(await kioskRights(day, 'kiosk001.2')).toEqual(HALF);
				expect((await heldPlaces(parts))[0]).toMatchObject({ free: 2, fenced: { from: day } });
			});

			test('is a kiosk that took another name, too: nothing more is passed to the one before', async () => {
				const parts = { store, clock: network.clock };
				const coordinator: Holder = { role: 'coordinator', account: 'coord' };
				const late = 23 * HOUR;
				await meetKiosk(network);
				await network.settle();
				const booked = dayIn(network, 1);
				await ask(network, MARIE, { day: booked });
				network.clock.set(network.clock.now() + 60_000);
				const renamed = { device: 'kiosk009', account: 'kiosk001' };
				await meetKiosk(network, renamed);
				await network.settle();
				const held = await heldPlaces(parts);
				expect(held.find(({ holder }) => holder === 'kiosk001.1')).toMatchObject({ former: true });
				expect(held.find(({ holder }) => holder === 'kiosk009.1')).not.toHaveProperty('former');
				// The next day that comes within reach: all of it goes to who is there.
				await later(network, late);
				const far = dayIn(network, 8);
				expect([await kioskRights(far), await kioskRights(far, 'kiosk009.1')]).toEqual([[], HALF]);
				// As long as nobody has said that there is no other copy, it may know that Marie came.
				await meetKiosk(network, renamed);
				await network.settle();
				expect(await standings(network, booked)).toEqual(['confirmed']);
				await fenceKiosk(parts, coordinator, { holder: 'kiosk001.1', recovered: true });
				await network.settle();
				await later(network, 60_000);
				expect(await standings(network, booked)).toEqual(['no-show']);
				expect(await kioskRights(dayIn(network, 1), 'kiosk009.1')).toEqual(HALF);
			});

			test('loses nothing today, unless it is known to be off', async () => {
				const parts = { store, clock: network.clock };
				const coordinator: Holder = { role: 'coordinator', account: 'coord' };
				await meetKiosk(network);
				await network.settle();
				const account = 'kiosk001';
				const today = dayIn(network, 0);
				const tooSoon = await fenceKiosk(parts, coordinator, { account, from: today });
				expect(tooSoon).toEqual({ refused: 'not-understood' });
				await fenceKiosk(parts, coordinator, { account, recovered: true });
				await network.settle();
				expect(await kioskRights(today)).toEqual([]);
			});

			test('another process, and a second order, take nothing back twice', async () => {
				await meetKiosk(network);
				await network.settle();
				await orderFence(store, { ...order, from: tomorrow() });
				await network.settle();
				const before = canonical(await contents(store));
				await orderFence(store, { ...order, from: dayIn(network, 3) });
				network.restart();
				await network.settle();
				expect(canonical(await contents(store))).toBe(before);
			});
		});

		describe('what is kept how long', () => {
			test('places leave with the visits of their day, and no number is noted of what the server said', async () => {
				const day = tomorrow();
				await ask(network, MARIE, { day });
				await meetKiosk(network);
				await network.settle();
				expect(await standings(network, day)).toEqual(['confirmed']);
				network.clock.set(network.clock.now() + 93 * DAY);
				await network.settle();
				expect(await store.range('centre_murat', `${day}~`, `${day}~~`)).toEqual([]);
				for (const doc of [
					...(await store.range('orders', 'spent~', 'spent~~')),
					...(await store.range('ops', 'gap~', 'gap~~'))
				])
					expect(doc._id).not.toContain('~srv');
			});

			test('who is forgotten is told nothing any more; what was theirs stays under an id that is nobody’s', async () => {
				await register(network);
				await ask(network, MARIE, { day: tomorrow() });
				await network.settle();
				await network.say('people_murat', 'person.erased', { person: MARIE });
				await network.settle();
				const claims = Object.values((await ledgerOf(network, tomorrow())).claims);
				expect(claims).toMatchObject([{ person: MARIE }]);
				const why = { claim: claims[0]!.id, why: 'host', reason: 'Travaux' };
				await network.say('centre_murat', 'place.cancelled', why, { day: tomorrow() });
				await network.settle();
				network.restart();
				await later(network, 60_000);
				expect(await store.databases()).not.toContain('member_marie00000000000');
				expect(await standings(network, tomorrow())).toEqual(['cancelled']);
			});

			test('what a backup holds is enough to copy nothing twice', async () => {
				await ask(network, MARIE, { day: dayIn(network, 8) });
				await network.settle();
				const folder = await mkdtemp(join(tmpdir(), 'places-backup-'));
				const file = join(folder, 'all.gz');
				await writeFile(file, Buffer.concat(await dump(store, { at: network.clock.now() })));
				const random = serverRandomness;
				const restored = await restore({ store, random }, [file], { replace: true });
				expect(restored).toHaveProperty('restored');
				network.restart();
				await network.settle();
				expect(await standings(network, dayIn(network, 8))).toEqual(['confirmed']);
				expect(await network.body('ops', 'holder')).toMatchObject({ epoch: 2 });
				await rm(folder, { recursive: true });
			});
		});

		describe('hours that have just changed', () => {
			const late = { person: MARIE, space: 'meeting', slots: ['20:00'], to: 'server' };
			const hours = Array.from({ length: 7 }, () => [['08:00', '22:00']] as [[string, string]]);
			const changeAndAsk = async () => {
				await openCentre(network, 'murat', { hours });
				return network.say('centre_murat', 'place.claimed', late, { day: tomorrow() });
			};

			test('are those by which a wish is answered that comes right after', async () => {
				await network.settle();
				await changeAndAsk();
				await network.settle();
				expect(await standings(network, tomorrow())).toEqual(['confirmed']);
			});

			test('are so even where both are said while the server reads', async () => {
				let meanwhile: (() => Promise<unknown>) | undefined;
				const reading: Store = {
					...store,
					async changes(db, ...since) {
						if (db === 'centre_murat') {
							const happens = meanwhile;
							meanwhile = undefined;
							await happens?.();
						}
						return store.changes(db, ...since);
					}
				};
				const { settle } = openNetwork(reading, { places: { horizon: 8 } });
				await settle();
				meanwhile = changeAndAsk;
				await settle();
				expect(await standings(network, tomorrow())).toEqual(['confirmed']);
			});
		});

		describe('a server that was put back', () => {
			test('says nothing of the days it has forgotten: who asks is not answered', async () => {
				await network.settle();
				await renewInstance(store, serverRandomness);
				await meetKiosk(network);
				await ask(network, MARIE, { day: tomorrow() });
				await network.settle();
				expect(await standings(network, tomorrow())).toEqual(['requested']);
				expect(await kioskRights(tomorrow())).toEqual([]);
				expect(await toldTo(network)).toEqual([]);
			});

			test('takes everything back of the days it goes on with, but what it knows to be given', async () => {
				const day = dayIn(network, 7);
				await ask(network, MARIE, { day });
				await network.settle();
				await meetKiosk(network);
				await network.settle();
				await renewInstance(store, serverRandomness);
				await network.settle();
				const { rights, claims } = await ledgerOf(network, day);
				expect(Object.values(rights).every(({ gen }) => gen >= 1_000)).toBe(true);
				expect(Object.values(claims)).toMatchObject([{ person: MARIE }]);
				expect(await standings(network, day)).toEqual(['confirmed']);
				await ask(network, PAUL, { day, slots: ['pm'] });
				await network.settle();
				expect(await standings(network, day)).toEqual(['confirmed', 'confirmed']);
				expect(await kioskRights(day)).toEqual(['desk-1@pm']);
			});

			test('a place it gave and forgot is moved, not given twice', async () => {
				const day = dayIn(network, 7);
				const other = dayIn(network, 8);
				await network.settle();
				await renewInstance(store, serverRandomness);
				await network.settle();
				const forgotten = { person: MARIE, space: 'desk', slots: ['am'], to: 'server' };
				const claim = await network.say('centre_murat', 'place.claimed', forgotten, { day });
				const of = { device: 'srv0000000000000', day };
				const rights = [['desk-1', 'am', 0]];
				await network.say('centre_murat', 'place.granted', { claim: claim._id, rights }, of);
				await network.settle();
				const [its] = Object.values((await ledgerOf(network, day)).claims);
				expect(its!.held?.every(([, , gen]) => gen >= 1_000)).toBe(true);
				expect(Object.keys((await ledgerOf(network, other)).rights).length).toBeGreaterThan(0);
			});

			test('so is a place that was kept from everybody while the centre was not open', async () => {
				const day = dayIn(network, 7);
				await network.settle();
				await renewInstance(store, serverRandomness);
				await network.settle();
				const kept = { space: 'meeting', unit: 'meeting-1', slots: ['21:00'], block: 'Fête' };
				const wish = { ...kept, to: 'server' };
				const claim = await network.say('centre_murat', 'place.claimed', wish, { day });
				const rights = [['meeting-1', '21:00', 0]];
				const of = { device: 'srv0000000000000', day };
				const forgotten = { claim: claim._id, rights };
				const grant = await network.say('centre_murat', 'place.granted', forgotten, of);
				await network.settle();
				const { claims } = await ledgerOf(network, day);
				expect(claims[claim._id]).not.toMatchObject({ held: grant['rights'] });
				expect(await standings(network, day)).toEqual(['confirmed']);
			});

			test('it begins again on the day that was set, by itself', async () => {
				await network.settle();
				await renewInstance(store, serverRandomness);
				await ask(network, MARIE, { day: dayIn(network, 8) });
				await network.settle();
				expect(await standings(network, dayIn(network, 8))).toEqual(['confirmed']);
				const { from } = (await network.body('ops', 'holder')) as { from: string };
				expect(from).toBe(shiftDay(dayIn(network, 0), 7));
			});
		});
	});
}
