import { certificateText } from '../../src/lib/domain/accounts';
import type { Fact } from '../../src/lib/domain/facts';
import { reportId, type Day } from '../../src/lib/domain/ids';
import { linkText, sealText, type Claimed } from '../../src/lib/domain/training/seal';
import { createHash } from 'node:crypto';
import { networkSigner } from '../../src/lib/server/accounts/network-key';
import type { Place as PlaceOf } from '../../src/lib/domain/accounts';
import { newKeys, type DeviceKeys } from '../support/enrol';
import { MURAT } from '../support/kiosk';
import { OWN } from './places-bench';
import { MARIE, PAUL, type Network } from './relay-bench';

export const TRAINER = 'p_claire001';
const TRAINING_ROOM = { id: 'training', kind: 'training', count: 1, seats: 15 } as const;

export const COURSE = {
	id: 'bases',
	title: 'Bases du télétravail',
	hours: 14,
	offered: true,
	modules: [
		{
			...{ id: 'poste', title: 'Le poste de travail', hours: 7, place: 'site' },
			objectives: [{ id: 'regler', text: 'Régler son siège' }],
			lessons: [{ id: 'siege', title: 'Le siège' }],
			quiz: { id: 'q-poste', title: 'Le poste' }
		},
		{
			...{ id: 'droit', title: 'Le droit', hours: 7, place: 'distance' },
			objectives: [],
			lessons: [{ id: 'contrat', title: 'Le contrat' }]
		}
	]
};

/** A centre with a training room, a course, a trainer and a group. */
export async function openTraining(network: Network, capacity = 12): Promise<Fact> {
	const { store, say } = network;
	for (const db of ['centre_murat', 'people_murat', 'roster_murat', 'training', 'learners'])
		await store.ensure(db);
	const spaces = [...MURAT.spaces, TRAINING_ROOM];
	await say('public', 'centre.described', { centre: { ...MURAT, spaces } }, { scope: 'murat' });
	await say('public', 'course.described', { course: COURSE }, { scope: 'reseau', ...BY_TRAINER });
	await say(
		'training',
		'trainer.introduced',
		{ trainer: TRAINER, name: 'Claire Vidal' },
		{ scope: 'reseau', ...BY_TRAINER }
	);
	return say(
		'training',
		'group.formed',
		{
			...{ course: 'bases', title: 'Groupe d’automne', capacity },
			...{ from: '2026-11-01', to: '2026-12-31' }
		},
		{ scope: 'murat', ...BY_TRAINER }
	);
}

export const BY_TRAINER = { device: 'train001' };

export const enrol = (
	{ say }: Network,
	group: Fact,
	person = MARIE,
	of: { readonly at?: number } = {}
): Promise<Fact> =>
	say(
		'training',
		'enrolment.made',
		{ person, course: 'bases', group: group._id },
		{ scope: 'murat', ...BY_TRAINER, ...of }
	);

export const plan = (
	{ say }: Network,
	group: Fact,
	day: Day,
	more: Record<string, unknown> = {},
	scope = 'murat'
): Promise<Fact> =>
	say(
		'public',
		'session.planned',
		{
			...{ course: 'bases', module: 'poste', group: group._id },
			...{ half: 'am', hours: 3.5, trainer: TRAINER, ...more }
		},
		{ scope, day, ...BY_TRAINER }
	);

export const note = (
	{ say }: Network,
	session: Fact,
	person = MARIE,
	more: Record<string, unknown> = { is: 'present' }
): Promise<Fact> =>
	say(
		'training',
		'attendance.noted',
		{ session: session._id, person, ...more },
		{ scope: 'murat', day: session._id.slice(0, 10), ...BY_TRAINER }
	);

/** A device that signs, with a certificate of the network’s and a chain of its own. */
export interface Hand {
	readonly chain: string;
	/** The seal of the next link; `at` another place than the next on request. */
	seal(claimed: Claimed, at?: { n?: number; prev?: string | undefined }): Record<string, unknown>;
}

export async function handOf({ store }: Network, chain: string, place: PlaceOf): Promise<Hand> {
	const keys: DeviceKeys = newKeys();
	const { role, centre, person } = place;
	const network = await networkSigner(store);
	const certificate = network.sign(certificateText({ account: chain, ...place }, keys.key));
	let [n, prev] = [0, undefined as string | undefined];
	return {
		chain,
		seal(claimed, at = {}) {
			const link = { chain, n: at.n ?? n + 1, prev: 'prev' in at ? at.prev : prev };
			const text = sealText(claimed, link);
			const signature = keys.sign(text);
			n = link.n;
			prev = createHash('sha256').update(linkText(text, signature)).digest('base64url');
			return {
				...{ role, key: keys.key, certificate, signature },
				...(centre && { centre }),
				...(person && { owner: person }),
				...{ chain, n: link.n, ...(link.prev !== undefined && { prev: link.prev }) }
			};
		}
	};
}

/** What somebody signs at the door of Murat, as the kiosk writes it. */
export function signAt(
	{ say }: Network,
	hand: Hand,
	session: Fact,
	person = MARIE,
	at?: { n?: number; prev?: string | undefined }
): Promise<Fact> {
	const claimed = claimedBy(session, person);
	const fields = { ...claimed, seal: hand.seal(claimed, at) };
	const day = session._id.slice(0, 10);
	return say('centre_murat', 'signature.given', fields, { device: 'kiosk001', day });
}

export function signOnPhone(
	{ say }: Network,
	hand: Hand,
	session: Fact,
	{ by = MARIE, person = by }: { by?: string; person?: string } = {}
): Promise<Fact> {
	const claimed = claimedBy(session, person);
	const fields = { by, ...claimed, seal: hand.seal(claimed) };
	const of = { device: `phone${by.slice(2, 6)}`, scope: 'murat', day: session._id.slice(0, 10) };
	return say(OWN[by]!, 'signature.given', fields, of);
}

const claimedBy = (session: Fact, person: string): Claimed => ({
	...{ session: session._id, person, as: 'learner', way: 'drawn', strokes: 'm1 1l2 2' },
	when: session.at.wall
});

/** What somebody’s phone is told of a half-day. */
export const toldOf = (
	{ body }: Network,
	session: Fact,
	person = MARIE
): Promise<Record<string, unknown> | undefined> =>
	body(OWN[person]!, reportId.session(session._id.slice(0, 10), session._id));

export { MARIE, PAUL };
