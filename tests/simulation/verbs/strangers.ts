import { local } from '../../../src/lib/domain/calendar';
import { stamp } from '../../../src/lib/domain/device';
import type { Draft } from '../../../src/lib/domain/facts';
import { database, factId, partsOf } from '../../../src/lib/domain/ids';
import { PROTOCOL, type SyncAnswer } from '../../../src/lib/domain/protocol';
import type { Holder } from '../../../src/lib/domain/rights';
import type { Entry } from '../ledger';
import type { Seeded } from '../seeded';
import { stations, type World } from '../world';

/** Newer versions of the app, and programs that are none of ours. */

/** A device that knows kinds this version does not. */
const newer =
	(kind: string, v: number, what: 'unknown kind' | 'unknown version') =>
	(world: World, random: Seeded): void => {
		const device = random.pick(stations(world));
		const { slug } = device.parts.centre;
		const note = random.text(random.between(1, 40));
		device.tap(random.below(2), async ({ log, clock }) => {
			const wall = clock.now();
			await log.commit([], (_read, its) => {
				const draft: Draft = {
					day: local(wall).day,
					scope: slug,
					db: database.centre(slug),
					kind,
					v,
					at: stamp(wall, its),
					by: its.device,
					fields: { note, more: { of: ['it', 1, null] } }
				};
				return { drafts: [draft], result: undefined };
			});
			world.happened(what);
		});
	};

/** Stands for a number that JSON can write and nobody can hold. */
const HUGE = '@1e400@';

let nested: unknown = 1;
for (let i = 0; i < 40; i += 1) nested = [nested];

/** Documents no fact can be, and one or two that can. */
function batch(
	world: World,
	random: Seeded
): { device: string; holder: Holder; facts: unknown[]; good: readonly string[] } {
	const { slug } = random.pick(world.centres);
	const { now } = world.scheduler;
	const device = `raw${random.text(6)}`;
	const author = { device, epoch: 1 };
	let seq = 0;
	const good = () => ({
		_id: factId({ ...author, day: local(now()).day, scope: slug, seq: (seq += 1) }),
		kind: 'visit.arrived',
		v: 1,
		count: random.pick([1, 50, 100_000]),
		at: { wall: now() },
		by: device,
		person: `p_${random.text(10)}`,
		reason: 'work',
		category: 'other',
		closes: now() + 3_600_000
	});
	const { stored, dropped } = world.ledger;
	const isThere = ({ body }: Entry): boolean => stored.has(body) && !dropped.has(body);
	const taken = [...world.ledger.entries()].filter(isThere).at(-1);
	const bad: unknown[] = [
		null,
		'text',
		[],
		{},
		{ ...good(), _id: 7 },
		{ ...good(), _id: '_design/x' },
		{ ...good(), _id: `${good()._id}0`.replace('raw', 'RAW') },
		{ ...good(), _rev: '999999-a' },
		{ ...good(), _attachments: {} },
		{ ...good(), count: 'many' },
		{ ...good(), count: HUGE },
		{ ...good(), v: 0 },
		{ ...good(), by: '<script>' },
		{ ...good(), at: { wall: 'noon' } },
		{ ...good(), person: 'Marie Durand' },
		{ ...good(), reason: 'because' },
		{ ...good(), person: 'p_\ud800abcdefgh' },
		{ ...good(), nested },
		{ ...good(), kind: 'visit.tied' },
		JSON.parse(`{"_id":"${good()._id}","__proto__":{"admin":true}}`),
		{ ...good(), kind: 'person.introduced', name: 'In the wrong database' },
		{ ...good(), kind: 'visit.planned', _id: good()._id.replace(`~${slug}~`, '~elsewhere~') },
		...(taken
			? [
					{ ...taken.fact, by: device },
					{ ...good(), by: partsOf(taken.id).device },
					{ ...good(), _id: good()._id.replace(device, partsOf(taken.id).device) }
				]
			: [])
	];
	const some = Array.from({ length: random.between(1, 6) }, () => random.pick(bad));
	const [one, other] = [good(), good()];
	return {
		device,
		// No kiosk: the server would keep places for it.
		holder: { role: 'host', account: device, centre: slug },
		facts: [one, ...some, other].map((doc) => [database.centre(slug), doc]),
		good: [one._id, other._id]
	};
}

export const strangers = {
	unknownKind: { weight: 2, perform: newer('visit.planned', 1, 'unknown kind') },
	unknownVersion: { weight: 2, perform: newer('visit.left', 2, 'unknown version') },
	hostile: {
		weight: 2,
		perform(world: World, random: Seeded) {
			const { device, holder, facts, good } = batch(world, random);
			world.happened('hostile batch');
			const request = {
				sync: PROTOCOL,
				device,
				epoch: 1,
				acked: 0,
				waiting: 0,
				facts,
				cursors: {},
				limit: 1
			};
			const text = JSON.stringify(request).replaceAll(`"${HUGE}"`, '1e400');
			world.server.receive(text, holder, (answer) => {
				if (!('text' in answer)) return;
				const { outcomes = [] } = JSON.parse(answer.text) as SyncAnswer;
				if (outcomes.length !== facts.length)
					world.violated(`${facts.length} documents were answered by ${outcomes.length} outcomes`);
				for (const { id, is } of outcomes)
					if (good.includes(id) === (is === 'refused')) world.violated(`a stranger's ${id}: ${is}`);
			});
		}
	}
};
