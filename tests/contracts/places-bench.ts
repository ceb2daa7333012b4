import type { Fact } from '../../src/lib/domain/facts';
import type { Centre, Space } from '../../src/lib/domain/centres';
import { local, shiftDay } from '../../src/lib/domain/calendar';
import type { LedgerPage } from '../../src/lib/domain/folds/ledger';
import { accountsId, pageKey, reportsOf, scopedDayRange, type Day } from '../../src/lib/domain/ids';
import { foldPage } from '../../src/lib/domain/pages';
import { standingOf } from '../../src/lib/domain/places/standing';
import { asFact, isFactDoc, type Doc } from '../../src/lib/server/store/store';
import { MURAT } from '../support/kiosk';
import { DAY, MARIE, PAUL, type Network } from './relay-bench';

export const SPACES: readonly Space[] = [
	{ id: 'desk', kind: 'desk', count: 2 },
	{ id: 'meeting', kind: 'room', count: 1 },
	{ id: 'quiet', kind: 'confidential', count: 1 }
];

/** A centre with its databases, and something to book. */
export async function openCentre(
	{ store, say }: Network,
	slug = 'murat',
	more: Partial<Centre> = {}
): Promise<void> {
	for (const sort of ['centre', 'people', 'roster']) await store.ensure(`${sort}_${slug}`);
	const centre = { ...MURAT, slug, name: slug, spaces: SPACES, ...more };
	await say('public', 'centre.described', { centre }, { scope: slug });
}

/** Whose database is whose. */
export const OWN: Readonly<Record<string, string>> = {
	[MARIE]: 'member_marie00000000000',
	[PAUL]: 'member_paul000000000000'
};

/** Some day to come on which the centres are open: 23 November 2026 is a Monday. */
export const dayIn = ({ clock }: Network, days: number): Day =>
	shiftDay(local(clock.now()).day, days);

/** A person’s phone, enrolled. */
export async function enrolPhone({ store }: Network, person = MARIE): Promise<void> {
	const db = OWN[person]!;
	await store.ensure(db);
	await store.insert('accounts', [
		{ _id: accountsId.own(person), db },
		{ _id: accountsId.account(`of${person.slice(2)}`), role: 'member', person, own: db, since: 0 }
	]);
}

interface Asked {
	readonly centre?: string;
	readonly day: Day;
	readonly space?: string;
	readonly slots?: readonly string[];
	readonly replaces?: string;
	readonly waits?: boolean;
	readonly by?: string;
}

/** What a phone writes when its person asks for a place. */
export const ask = (
	{ say }: Network,
	person: string,
	{ centre = 'murat', day, space = 'desk', slots = ['am'], by = person, ...more }: Asked
): Promise<Fact> =>
	say(
		OWN[by]!,
		'booking.requested',
		{ by, person, space, slots, ...more },
		{ device: `phone${by.slice(2, 6)}`, scope: centre, day }
	);

/** What a phone says of a place: its own booking, or a claim made for its person. */
export const sayOf = (
	{ say }: Network,
	person: string,
	kind: 'booking.cancelled' | 'booking.accepted' | 'booking.seen',
	booking: string,
	more: Record<string, unknown> = {}
): Promise<Fact> => {
	const [day, scope] = booking.split('~') as [Day, string];
	const of = { device: `phone${person.slice(2, 6)}`, scope, day };
	return say(OWN[person]!, kind, { by: person, booking, ...more }, of);
};

interface Met {
	readonly device?: string;
	readonly centre?: string;
	readonly epoch?: number;
	readonly waiting?: number;
	readonly account?: string;
	readonly offset?: number;
}

/** A kiosk that the gateway has met just now. */
export const meetKiosk = (
	{ store, clock }: Network,
	{ device = 'kiosk001', centre = 'murat', epoch = 1, waiting = 0, offset = 0, ...of }: Met = {}
): Promise<void> =>
	store.revise('ops', `device~${device}`, (before) => ({
		...before,
		...{ epoch, account: of.account ?? device, role: 'kiosk', centre, token: 'x' },
		...{ seenAt: clock.now(), waiting, heart: { offset } },
		acked: { ...(before?.['acked'] as object | undefined), [epoch]: 0 }
	}));

/** The ledger of a centre’s day as the server has it. */
export async function ledgerOf(
	{ store }: Network,
	day: Day,
	centre = 'murat'
): Promise<LedgerPage> {
	const docs = await store.range(`centre_${centre}`, ...scopedDayRange(centre, day));
	const facts = docs.filter(isFactDoc).map(asFact);
	const places = facts.filter(({ kind }) => kind.startsWith('place.'));
	return foldPage(pageKey.ledger(centre, day), places).value as LedgerPage;
}

/** How somebody’s claims stand on a day. */
export const standings = async (
	network: Network,
	day: Day,
	centre = 'murat'
): Promise<readonly string[]> =>
	Object.values((await ledgerOf(network, day, centre)).claims).map(standingOf);

/** What somebody’s phone is told of their places. */
export const toldTo = async ({ store }: Network, person = MARIE): Promise<readonly Doc[]> =>
	store.range(OWN[person]!, reportsOf.place, `${reportsOf.place}\uffff`);

/** The half-days of a unit that a holder has. */
export const heldBy = (page: LedgerPage, holder: string): readonly string[] =>
	Object.entries(page.rights)
		.filter(([, right]) => right.holder === holder)
		.map(([key]) => key)
		.sort();

/** The next minute’s sweep, so many days later. */
export async function later(network: Network, milliseconds = DAY): Promise<void> {
	network.clock.set(network.clock.now() + milliseconds);
	await network.settle();
}
