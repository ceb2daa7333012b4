import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canonical } from '../../src/lib/domain/facts';
import { opsId, scopedDayRange } from '../../src/lib/domain/ids';
import { standingOf } from '../../src/lib/domain/places/standing';
import type { Doc, Store } from '../../src/lib/server/store/store';
import {
	ask,
	dayIn,
	enrolPhone,
	later,
	ledgerOf,
	openCentre,
	OWN,
	sayOf,
	standings,
	toldTo
} from './places-bench';
import { contents, DAY, HOUR, MARIE, openNetwork, PAUL, type Network } from './relay-bench';
import type { Place } from './store.contract';

/* Long because every promise is asked of one relay on each store. */
/** What becomes of what people ask for on their phones. */
export function placesContract(name: string, makePlace: () => Promise<Place>): void {
	describe(`places asked for on a phone: ${name}`, () => {
		let place: Place;
		let store: Store;
		let network: Network;
		beforeEach(async () => {
			place = await makePlace();
			store = await place.open();
			network = openNetwork(store);
			await openCentre(network);
			for (const person of [MARIE, PAUL]) await enrolPhone(network, person);
		});
		afterEach(async () => {
			await store.close();
			await place.end();
		});

		const tomorrow = () => dayIn(network, 1);
		const told = async (person = MARIE) =>
			(await toldTo(network, person)).map(({ standing, units, why, booking }) => ({
				...{ standing, booking },
				...(units !== undefined && { units }),
				...(why !== undefined && { why })
			}));

		test('who asks for a free desk has it, and is told which', async () => {
			const { _id } = await ask(network, MARIE, { day: tomorrow() });
			await network.settle();
			expect(await standings(network, tomorrow())).toEqual(['confirmed']);
			expect(await told()).toEqual([{ standing: 'confirmed', units: ['desk-1'], booking: _id }]);
		});

		test('nothing of the phone is in the centre’s database: no name of a device, no number of it', async () => {
			await ask(network, MARIE, { day: tomorrow() });
			await network.settle();
			const facts = (await contents(store))['centre_murat']!;
			expect(facts.length).toBeGreaterThan(1);
			expect(JSON.stringify(facts)).not.toContain('phonemari');
		});

		test('the last desk goes to who was heard first; the other is refused, and told so', async () => {
			await ask(network, 'p_other0001', { day: tomorrow(), by: PAUL });
			await network.settle();
			// Somebody else’s name on Paul’s phone is nobody’s wish.
			expect(await standings(network, tomorrow())).toEqual([]);
			await ask(network, MARIE, { day: tomorrow(), space: 'meeting', slots: ['09:00'] });
			await network.settle();
			await ask(network, PAUL, { day: tomorrow(), space: 'meeting', slots: ['09:00', '09:30'] });
			await network.settle();
			expect((await told())[0]).toMatchObject({ standing: 'confirmed', units: ['meeting-1'] });
			expect((await told(PAUL))[0]).toMatchObject({ standing: 'refused', why: 'full' });
		});

		test('somebody cannot have two desks at once, at one centre or at two', async () => {
			await openCentre(network, 'ydes');
			await ask(network, MARIE, { day: tomorrow() });
			await ask(network, MARIE, { day: tomorrow() });
			await network.settle();
			await ask(network, MARIE, { day: tomorrow(), centre: 'ydes', slots: ['am', 'pm'] });
			await ask(network, MARIE, { day: tomorrow(), centre: 'ydes', slots: ['pm'] });
			await network.settle();
			expect(await standings(network, tomorrow())).toEqual(['confirmed', 'refused']);
			expect(await standings(network, tomorrow(), 'ydes')).toEqual(['refused', 'confirmed']);
			expect((await told()).filter(({ why }) => why === 'overlap')).toHaveLength(2);
		});

		test('who waits is offered what becomes free, in the order they were heard, and has it when they say yes', async () => {
			const meeting = { day: tomorrow(), space: 'meeting', slots: ['10:00'] };
			const marie = await ask(network, MARIE, meeting);
			await network.settle();
			await ask(network, PAUL, { ...meeting, waits: true });
			await network.settle();
			expect((await told(PAUL))[0]).toMatchObject({ standing: 'waitlisted' });
			await sayOf(network, MARIE, 'booking.cancelled', marie._id);
			await network.settle();
			expect((await told())[0]).toMatchObject({ standing: 'cancelled' });
			const [offer] = await toldTo(network, PAUL);
			expect(offer).toMatchObject({ standing: 'offered', units: ['meeting-1'] });
			expect(Number(offer!['until'])).toBeGreaterThan(network.clock.now());
			await sayOf(network, PAUL, 'booking.accepted', String(offer!['claim']));
			await network.settle();
			expect((await told(PAUL))[0]).toMatchObject({ standing: 'confirmed' });
		});

		test('whoever was heard first keeps their turn when another process takes over, whatever they count', async () => {
			const meeting = { day: tomorrow(), space: 'meeting', slots: ['10:00'] };
			const marie = await ask(network, MARIE, meeting);
			await network.settle();
			const waits = { space: 'meeting', slots: ['10:00'], to: 'server', waits: true };
			const at = { device: 'kiosk001', day: tomorrow() };
			const counted = { ...waits, person: PAUL, count: 90_000 };
			await network.say('centre_murat', 'place.claimed', counted, at);
			await network.settle();
			await network.say('centre_murat', 'place.claimed', { ...waits, person: 'p_late00001' }, at);
			await network.settle();
			network.restart();
			await sayOf(network, MARIE, 'booking.cancelled', marie._id);
			await network.settle();
			expect((await told(PAUL))[0]).toMatchObject({ standing: 'offered' });
		});

		test('an offer nobody answers ends by itself', async () => {
			const meeting = { day: tomorrow(), space: 'meeting', slots: ['10:00'] };
			const marie = await ask(network, MARIE, meeting);
			await network.settle();
			await ask(network, PAUL, { ...meeting, waits: true });
			await network.settle();
			await sayOf(network, MARIE, 'booking.cancelled', marie._id);
			await network.settle();
			await later(network, 6 * HOUR);
			const { claims } = await ledgerOf(network, tomorrow());
			expect(Object.values(claims).map(({ missed }) => missed)).toContain(1);
		});

		test('a change to another day takes the new place first, and then ends the old one', async () => {
			const old = await ask(network, MARIE, { day: tomorrow() });
			await network.settle();
			const day = dayIn(network, 2);
			await ask(network, MARIE, { day, replaces: old._id });
			await network.settle();
			expect(await standings(network, tomorrow())).toEqual(['cancelled']);
			expect(await standings(network, day)).toEqual(['confirmed']);
			expect((await toldTo(network))[0]).toHaveProperty('replacedBy');
		});

		test('a change that is refused leaves the old place as it was', async () => {
			const meeting = { day: dayIn(network, 2), space: 'meeting', slots: ['10:00'] };
			await ask(network, PAUL, meeting);
			const old = await ask(network, MARIE, { day: tomorrow() });
			await network.settle();
			await ask(network, MARIE, { ...meeting, replaces: old._id });
			await network.settle();
			expect(await standings(network, tomorrow())).toEqual(['confirmed']);
		});

		test('a change on the same day keeps its place until it has the other, with a word to say which', async () => {
			const old = await ask(network, MARIE, { day: tomorrow() });
			await network.settle();
			await ask(network, MARIE, { day: tomorrow(), slots: ['am', 'pm'], replaces: old._id });
			await network.settle();
			const { claims } = await ledgerOf(network, tomorrow());
			const byLength = Object.values(claims).sort((a, b) => a.slots.length - b.slots.length);
			expect(byLength.map(standingOf)).toEqual(['replaced', 'confirmed']);
			expect(byLength[1]).toMatchObject({ replaces: byLength[0]!.id });
			// It takes the very desk that it frees.
			expect(byLength[1]!.held!.map(([unit]) => unit)).toEqual(['desk-1', 'desk-1']);
		});

		describe('who takes back a change without having heard that it has come about', () => {
			const meeting = { space: 'meeting', slots: ['10:00'] };
			const held = async (day = tomorrow()) =>
				Object.values((await ledgerOf(network, day)).claims)
					.filter((claim) => standingOf(claim) === 'confirmed')
					.map(({ person, space, slots }) => ({ person, space, slots }));

			test.each([
				['on the same day', 1, { slots: ['pm'] }],
				['on another day', 2, {}],
				['into a confidential room', 1, { space: 'quiet', slots: ['10:00'] }]
			])('has the place before again: %s', async (_where, days, other) => {
				const old = await ask(network, MARIE, { day: tomorrow() });
				await network.settle();
				const day = dayIn(network, days);
				const change = await ask(network, MARIE, { day, ...other, replaces: old._id });
				await network.settle();
				expect(await held()).not.toContainEqual({ person: MARIE, space: 'desk', slots: ['am'] });
				await sayOf(network, MARIE, 'booking.cancelled', change._id, { keeps: old._id });
				await network.settle();
				expect(await held()).toEqual([{ person: MARIE, space: 'desk', slots: ['am'] }]);
				const again = (await toldTo(network)).filter(({ standing }) => standing === 'confirmed');
				expect(again).toHaveLength(1);
				expect(again[0]).toMatchObject({ day: tomorrow(), slots: ['am'] });
				// Their phone may end it like any other.
				await openNetwork(store).settle();
				await sayOf(network, MARIE, 'booking.cancelled', String(again[0]!['claim']));
				await network.settle();
				expect(await held()).toEqual([]);
			});

			test('out of a confidential room has that again, and nobody learns whose it is', async () => {
				const quiet = { space: 'quiet', slots: ['10:00'] };
				const old = await ask(network, MARIE, { day: tomorrow(), ...quiet });
				await network.settle();
				const change = await ask(network, MARIE, { day: dayIn(network, 2), replaces: old._id });
				await network.settle();
				const cancelled = { keeps: old._id };
				await sayOf(network, MARIE, 'booking.cancelled', change._id, cancelled);
				await network.settle();
				expect(await held()).toEqual([{ ...quiet, person: expect.not.stringContaining(MARIE) }]);
				const again = (await toldTo(network)).find(({ standing }) => standing === 'confirmed');
				expect(again).toMatchObject(quiet);
				// It may be changed once more, and then ends like any other.
				await ask(network, MARIE, { day: tomorrow(), replaces: String(again!['claim']) });
				await network.settle();
				expect(await held()).toEqual([{ person: MARIE, space: 'desk', slots: ['am'] }]);
			});

			test('is told where somebody else has that by now', async () => {
				const old = await ask(network, MARIE, { day: tomorrow(), ...meeting });
				await network.settle();
				const change = await ask(network, MARIE, { day: tomorrow(), replaces: old._id });
				await network.settle();
				await ask(network, PAUL, { day: tomorrow(), ...meeting });
				await network.settle();
				await sayOf(network, MARIE, 'booking.cancelled', change._id, { keeps: old._id });
				await network.settle();
				expect(await held()).toEqual([{ person: PAUL, ...meeting }]);
				const refused = (await toldTo(network)).find(({ standing }) => standing === 'refused');
				expect(refused).toMatchObject({ why: 'full', ...meeting });
			});

			test('has it all along where it had not', async () => {
				const old = await ask(network, MARIE, { day: tomorrow() });
				await network.settle();
				const change = await ask(network, MARIE, { day: dayIn(network, 2), replaces: old._id });
				await sayOf(network, MARIE, 'booking.cancelled', change._id, { keeps: old._id });
				await network.settle();
				expect(await standings(network, tomorrow())).toEqual(['confirmed']);
				expect(await standings(network, dayIn(network, 2))).toEqual(['cancelled']);
			});

			test.each([1, 2])(
				'has the change alone where they asked for it again: in %i days',
				async (n) => {
					const old = await ask(network, MARIE, { day: tomorrow() });
					await network.settle();
					const wish = { day: dayIn(network, n), slots: ['pm'], replaces: old._id };
					const change = await ask(network, MARIE, wish);
					await network.settle();
					await sayOf(network, MARIE, 'booking.cancelled', change._id, { keeps: old._id });
					await ask(network, MARIE, wish);
					await network.settle();
					await openNetwork(store).settle();
					expect(await held()).toEqual(n === 1 ? [expect.objectContaining({ slots: ['pm'] })] : []);
					expect(await held(dayIn(network, n))).toHaveLength(1);
				}
			);

			test('has neither where both were taken back', async () => {
				const old = await ask(network, MARIE, { day: tomorrow() });
				await network.settle();
				const change = await ask(network, MARIE, { day: dayIn(network, 2), replaces: old._id });
				await network.settle();
				await sayOf(network, MARIE, 'booking.cancelled', old._id);
				await sayOf(network, MARIE, 'booking.cancelled', change._id, { keeps: old._id });
				await network.settle();
				await openNetwork(store).settle();
				expect(await standings(network, tomorrow())).toEqual(['cancelled']);
			});
		});

		test('a wish is copied to the letter as before, whatever of what it replaces a restore has left', async () => {
			const fields = { person: MARIE, space: 'desk', slots: ['am'], to: 'server' };
			const other = await network.say('centre_murat', 'place.claimed', fields, { day: tomorrow() });
			await network.settle();
			const change = { day: tomorrow(), slots: ['pm'], replaces: other._id };
			await ask(network, MARIE, change);
			await network.settle();
			const isCopy = ({ kind, _id }: Doc): boolean => kind === 'place.claimed' && _id !== other._id;
			const copiesIn = async (of: Store): Promise<readonly Doc[]> =>
				(await of.range('centre_murat', ...scopedDayRange('murat', tomorrow()))).filter(isCopy);
			expect(await copiesIn(store)).toHaveLength(1);
			// Put back to before anything was said of that day there. The phone has sent its wish again.
			const another = await makePlace();
			const restored = await another.open();
			for (const [db, docs] of Object.entries(await contents(store))) {
				if (db === 'ops') continue;
				await restored.ensure(db);
				const isLost = ({ _id }: Doc): boolean =>
					db === 'centre_murat' && _id.startsWith(tomorrow());
				await restored.insert(
					db,
					docs.filter((doc) => !isLost(doc))
				);
			}
			await openNetwork(restored).settle();
			expect(await copiesIn(restored)).toEqual(await copiesIn(store));
			await restored.close();
			await another.end();
		});

		test('nobody can end or replace what is another’s', async () => {
			const marie = await ask(network, MARIE, { day: tomorrow() });
			await network.settle();
			const claim = String((await toldTo(network))[0]!['claim']);
			for (const id of [claim, marie._id]) await sayOf(network, PAUL, 'booking.cancelled', id);
			await ask(network, PAUL, { day: tomorrow(), replaces: claim });
			await ask(network, PAUL, { day: dayIn(network, 2), replaces: claim });
			await network.settle();
			expect((await told())[0]).toMatchObject({ standing: 'confirmed' });
			expect((await toldTo(network, PAUL)).map(({ standing }) => standing)).toEqual([
				'confirmed',
				'confirmed'
			]);
		});

		test('a place that a kiosk asked for somebody is theirs: their phone is told, and may cancel it', async () => {
			const fields = { person: MARIE, space: 'desk', slots: ['pm'], to: 'server' };
			const day = tomorrow();
			const claim = await network.say('centre_murat', 'place.claimed', fields, {
				device: 'kiosk001',
				day
			});
			await network.settle();
			expect((await toldTo(network))[0]).toMatchObject({ claim: claim._id, standing: 'confirmed' });
			await sayOf(network, MARIE, 'booking.cancelled', claim._id);
			await network.settle();
			expect((await toldTo(network))[0]).toMatchObject({ standing: 'cancelled', by: 'owner' });
		});

		test('what was made for somebody before they had a phone is told once they have one', async () => {
			const other = 'p_later00001';
			const fields = { person: other, space: 'desk', slots: ['pm'], to: 'server' };
			await network.say('centre_murat', 'place.claimed', fields, { day: tomorrow() });
			await network.settle();
			await store.insert('accounts', [
				{ _id: `own~${other}`, db: 'member_later00000000000' },
				{ _id: 'account~later', role: 'member', person: other, since: 0 }
			]);
			await network.settle();
			expect(await store.range('member_later00000000000', 'report~', 'report~~')).toMatchObject([
				{ standing: 'confirmed' }
			]);
		});

		test('who has a confidential room is in no database but their own', async () => {
			const quiet = { day: tomorrow(), space: 'quiet', slots: ['10:00', '10:30'] };
			await ask(network, MARIE, quiet);
			await network.settle();
			const { [`member_marie00000000000`]: own, accounts, ...others } = await contents(store);
			expect(accounts).toBeDefined();
			expect(JSON.stringify(own)).toContain(MARIE);
			expect(JSON.stringify(others)).not.toContain(MARIE);
			// What makes the name she goes by there is where nobody reads.
			const secret = await store.get('accounts', 'naming-secret');
			expect(String(secret?.['secret'])).toHaveLength(52);
			expect(JSON.stringify(others)).not.toContain(secret!['secret']);
			expect((await told())[0]).toMatchObject({ standing: 'confirmed', units: ['quiet-1'] });
			await openCentre(network, 'ydes');
			await ask(network, MARIE, { ...quiet, centre: 'ydes', slots: ['10:30'] });
			await network.settle();
			expect((await told())[1]).toMatchObject({ standing: 'refused', why: 'overlap' });
		});

		test('a confidential place is cancelled by who has it, and by no name', async () => {
			const booking = await ask(network, MARIE, {
				...{ day: tomorrow(), space: 'quiet', slots: ['10:00'] }
			});
			await network.settle();
			await sayOf(network, MARIE, 'booking.cancelled', booking._id);
			await network.settle();
			expect((await told())[0]).toMatchObject({ standing: 'cancelled' });
			expect(JSON.stringify((await contents(store))['centre_murat'])).not.toContain(MARIE);
		});

		test.each([
			['a centre nobody knows', { centre: 'nowhere', ahead: 1 }, 'unknown-space'],
			['a day too far away', { ahead: 61 }, 'too-far'],
			['a day that is over', { ahead: -3 }, 'past'],
			['a Sunday', { ahead: 6 }, 'closed'],
			['a space there is not', { ahead: 1, space: 'pool' }, 'unknown-space'],
			['half hours at a desk', { ahead: 1, slots: ['10:00'] }, 'too-long'],
			['an hour before it opens', { ahead: 1, space: 'meeting', slots: ['05:00'] }, 'outside-hours']
		] as const)('%s is refused, and the phone is told why', async (_, { ahead, ...wish }, why) => {
			await ask(network, MARIE, { day: dayIn(network, ahead), ...wish });
			await network.settle();
			expect(await told()).toMatchObject([{ standing: 'refused', why }]);
		});

		test('what was refused for being too far away is not given later by itself', async () => {
			const day = dayIn(network, 61);
			await ask(network, MARIE, { day });
			await network.settle();
			network.restart();
			await later(network, 3 * 24 * HOUR);
			expect(await standings(network, day)).toEqual([]);
			expect(await told()).toMatchObject([{ standing: 'refused', why: 'too-far' }]);
		});

		test('what was asked for in time and is answered only when its day is over is told as theirs', async () => {
			const desk = await ask(network, MARIE, { day: tomorrow() });
			const quiet = { day: tomorrow(), space: 'quiet', slots: ['10:00'] };
			const room = await ask(network, PAUL, quiet);
			await network.settle();
			// The process died when it had copied what they want, and another came days later.
			await store.rewrite('centre_murat', ({ kind }) => kind === 'place.claimed');
			for (const db of Object.values(OWN))
				await store.rewrite(db, ({ _id }) => !_id.startsWith('report~'));
			await store.rewrite('ops', ({ _id }) => !_id.startsWith('relay~'));
			for (const db of Object.values(OWN)) {
				const changes = await store.changes(db, null, 100);
				if ('gone' in changes) throw new Error('nothing was read');
				await store.revise('ops', opsId.relayCursor(db), () => ({ seq: changes.seq }));
			}
			network.restart();
			await later(network, 5 * DAY);
			expect(await told()).toEqual([{ standing: 'refused', why: 'past', booking: desk._id }]);
			expect(await told(PAUL)).toEqual([{ standing: 'refused', why: 'past', booking: room._id }]);
		});

		test('that somebody has seen what became of it is known at the centre', async () => {
			const booking = await ask(network, MARIE, { day: tomorrow() });
			await network.settle();
			await sayOf(network, MARIE, 'booking.seen', booking._id, { of: 'confirmed' });
			await network.settle();
			expect(Object.values((await ledgerOf(network, tomorrow())).claims)[0]!.told).toEqual([
				'confirmed'
			]);
		});

		test('each change that is told is numbered', async () => {
			const booking = await ask(network, MARIE, { day: tomorrow() });
			await network.settle();
			const [first] = await toldTo(network);
			await sayOf(network, MARIE, 'booking.cancelled', booking._id);
			await later(network, 5_000);
			const [second] = await toldTo(network);
			expect([first!['sequence'], second!['sequence']]).toEqual([0, 1]);
			expect(Number(second!['changed'])).toBeGreaterThan(Number(first!['changed']));
		});

		test('another process that takes over says nothing again', async () => {
			await ask(network, MARIE, { day: tomorrow() });
			await ask(network, PAUL, { day: tomorrow(), waits: true });
			await network.settle();
			const before = canonical(await contents(store));
			network.restart();
			await later(network, 1_000);
			expect(canonical(await contents(store))).toBe(before);
		});
	});
}
