import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fact } from '../../src/lib/domain/facts';
import { reportId, scopedDayRange } from '../../src/lib/domain/ids';
import { standingOf } from '../../src/lib/domain/places/standing';
import type { Doc } from '../../src/lib/server/store/store';
import { ask, dayIn, enrolPhone, later, ledgerOf, standings, toldTo } from './places-bench';
import { contents, DAY, openNetwork, type Network } from './relay-bench';
import type { Place } from './store.contract';
import { BY_TRAINER, COURSE, MARIE, openTraining, plan } from './training-bench';

/** Rooms of half-days: asked for like everybody's. */
export function trainingRoomsContract(name: string, make: () => Promise<Place>): void {
	describe(`rooms for training: ${name}`, () => {
		let place: Place;
		let network: Network;
		let store: Network['store'];
		let group: Fact;
		beforeEach(async () => {
			place = await make();
			network = openNetwork(await place.open());
			({ store } = network);
			group = await openTraining(network);
			await enrolPhone(network);
		});
		afterEach(async () => {
			await store.close();
			await place.end();
		});
		const tomorrow = () => dayIn(network, 1);
		const room = async (session: Fact) => network.body('training', reportId.room(session._id));
		const say = (kind: string, fields: Record<string, unknown>) =>
			network.say('public', kind, fields, { scope: 'murat', day: tomorrow(), ...BY_TRAINER });
		const inRoom = { space: 'training' };
		const claims = async (day = tomorrow()) =>
			Object.values((await ledgerOf(network, day)).claims).map((claim) => ({
				...{ standing: standingOf(claim), slots: claim.slots },
				...(claim.block !== undefined && { block: claim.block })
			}));

		test('a half-day in a room has it for the opening hours of that half-day, and trainers are told', async () => {
			const session = await plan(network, group, tomorrow(), inRoom);
			await network.settle();
			expect(await claims()).toEqual([
				{
					...{ standing: 'confirmed', block: 'Bases du télétravail' },
					slots: ['08:30', '09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '12:00']
				}
			]);
			const told = { session: session._id, space: 'training' };
			expect(await room(session)).toEqual({ ...told, is: 'confirmed' });
		});

		test('it never takes what somebody has', async () => {
			await ask(network, MARIE, { day: tomorrow(), space: 'training', slots: ['10:00'] });
			await network.settle();
			const session = await plan(network, group, tomorrow(), inRoom);
			await network.settle();
			expect(await standings(network, tomorrow())).toEqual(
				expect.arrayContaining(['confirmed', 'refused'])
			);
			expect(await room(session)).toMatchObject({ is: 'refused', why: 'full' });
			expect((await toldTo(network))[0]).toMatchObject({ standing: 'confirmed' });
		});

		test('nobody is given it while it is a course’s, and it is free again once the half-day is cancelled', async () => {
			const session = await plan(network, group, tomorrow(), inRoom);
			await network.settle();
			const wish = { day: tomorrow(), space: 'training', slots: ['10:00'] };
			await ask(network, MARIE, wish);
			await network.settle();
			expect((await toldTo(network))[0]).toMatchObject({ standing: 'refused', why: 'full' });
			await say('session.cancelled', { session: session._id, why: 'neige' });
			await network.settle();
			expect(await room(session)).toEqual({ gone: true });
			await ask(network, MARIE, wish);
			await network.settle();
			expect((await toldTo(network)).map(({ standing }) => standing)).toContain('confirmed');
		});

		test('moved to another room it has that one and no longer the first; said again, it keeps what it has', async () => {
			const session = await plan(network, group, tomorrow(), { space: 'desk', half: 'pm' });
			await network.settle();
			expect(await claims()).toMatchObject([{ standing: 'confirmed', slots: ['pm'] }]);
			await say('session.changed', { session: session._id, change: { space: 'training' } });
			await network.settle();
			expect((await claims()).map(({ standing }) => standing).sort()).toEqual([
				'confirmed',
				'replaced'
			]);
			await say('session.changed', { session: session._id, change: { space: 'training' } });
			await network.settle();
			const standing = (await claims()).map((claim) => claim.standing).sort();
			expect(standing).toEqual(['confirmed', 'replaced', 'replaced']);
			expect(await room(session)).toMatchObject({ is: 'confirmed', space: 'training' });
		});

		test('moved to a room that is taken, it has neither', async () => {
			await ask(network, MARIE, { day: tomorrow(), space: 'training', slots: ['14:00'] });
			const session = await plan(network, group, tomorrow(), { space: 'desk', half: 'pm' });
			await network.settle();
			await say('session.changed', { session: session._id, change: { space: 'training' } });
			await network.settle();
			expect((await claims()).map(({ standing }) => standing).sort()).toEqual([
				'cancelled',
				'confirmed',
				'refused'
			]);
			expect(await room(session)).toMatchObject({ is: 'refused', why: 'full' });
		});

		/** A backup from before anything was said of tomorrow’s places is put back; half-days have been sent again. */
		async function restored(check: (store: Network['store']) => Promise<void>): Promise<void> {
			const another = await make();
			const backup = await another.open();
			const isLost = (db: string, { _id }: Doc): boolean =>
				db === 'centre_murat' && _id.startsWith(tomorrow());
			for (const [db, docs] of Object.entries(await contents(store))) {
				if (db === 'ops') continue;
				await backup.ensure(db);
				await backup.insert(
					db,
					docs.filter((doc) => !isLost(db, doc))
				);
			}
			await openNetwork(backup).settle();
			await check(backup);
			await backup.close();
			await another.end();
		}
		const saidIn = async (of: Network['store']): Promise<readonly Doc[]> =>
			of.range('centre_murat', ...scopedDayRange('murat', tomorrow()));

		test('a room is asked for to the letter as before, though a restore has lost the one it was moved from', async () => {
			const session = await plan(network, group, tomorrow(), { space: 'desk', half: 'pm' });
			await network.settle();
			await say('session.changed', { session: session._id, change: { space: 'training' } });
			await network.settle();
			const before = (await saidIn(store)).filter(({ kind }) => kind === 'place.claimed');
			expect(before).toHaveLength(2);
			await restored(async (backup) => {
				const again = (await saidIn(backup)).filter(({ kind }) => kind === 'place.claimed');
				expect(again).toEqual(before.filter(({ space }) => space === 'training'));
			});
		});

		test('a room that is asked for in other words after a restore is asked for under another id', async () => {
			await plan(network, group, tomorrow(), inRoom);
			await network.settle();
			const course = { ...COURSE, title: 'Le télétravail' };
			await network.say(
				'public',
				'course.described',
				{ course },
				{ scope: 'reseau', ...BY_TRAINER }
			);
			await network.settle();
			const before = (await saidIn(store)).map(({ _id }) => _id);
			await restored(async (backup) => {
				const again = await saidIn(backup);
				expect(again).toContainEqual(expect.objectContaining({ block: 'Le télétravail' }));
				expect(before).not.toContain(again.find(({ block }) => block)?._id);
			});
		});

		test('a space that is none, and a day that is closed, are said; a day far ahead is asked for when its time comes', async () => {
			const nowhere = await plan(network, group, tomorrow(), { space: 'cave' });
			const sunday = await plan(network, group, dayIn(network, 6), inRoom);
			// 28 January 2027, a Thursday.
			const far = await plan(network, group, dayIn(network, 66), inRoom);
			await network.settle();
			expect(await room(nowhere)).toMatchObject({ is: 'refused', why: 'unknown-space' });
			expect(await room(sunday)).toMatchObject({ is: 'refused', why: 'closed' });
			expect(await room(far)).toMatchObject({ is: 'asked', why: 'too-far' });
			await later(network, 7 * DAY);
			expect(await room(far)).toMatchObject({ is: 'confirmed' });
		});

		test('half-days that are over, or in no centre of ours, ask for nothing', async () => {
			await plan(network, group, dayIn(network, -1), inRoom);
			await plan(network, group, tomorrow(), inRoom, 'nulle-part');
			await network.settle();
			expect(await claims(dayIn(network, -1))).toEqual([]);
			expect(await store.databases()).not.toContain('centre_nulle-part');
			expect(await store.databases()).not.toContain('roster_nulle-part');
		});
	});
}
