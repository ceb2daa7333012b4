import { local, shiftDay } from '../../domain/calendar';
import type { Day, Slug } from '../../domain/ids';
import { centreOfDatabase, database, daysRange, pageKey } from '../../domain/ids';
import { foldPage, type LedgerPage } from '../../domain/pages';
import type { FenceRequest, GivenPlace, HeldPlaces } from '../../domain/places/fences';
import { SERVER, type HolderName } from '../../domain/places/holders';
import { isOver, standingOf } from '../../domain/places/standing';
import type { Holder } from '../../domain/rights';
import { everyFence, orderFence } from '../places/fencing';
import { readKiosks, type KioskMet } from '../places/kiosks';
import { byDayOf } from '../places/ledgers';
import { isOfPlace } from '../retention/age';
import { asFact, type Store } from '../store/store';
import { everyAccount } from './account';
import { refuse, type Answer } from './answer';
import type { AccountParts } from './parts';

type Parts = Pick<AccountParts, 'store' | 'clock'>;

/** What every kiosk holds, those that go by another number now too: that is what a coordinator may take back. */
export async function heldPlaces({ store, clock }: Parts): Promise<readonly HeldPlaces[]> {
	const { met } = await readKiosks(store);
	const labels = new Map((await everyAccount(store)).map(({ account, label }) => [account, label]));
	const fences = new Map((await everyFence(store)).map((one) => [one.holder, one]));
	const today = local(clock.now()).day;
	const listed: HeldPlaces[] = [];
	for (const centre of await centresOf(store)) {
		const sums = await sumsFrom(store, centre, today);
		const kiosks = new Map(met.flatMap((one) => namesOf(one).map((name) => [name, one] as const)));
		const here = met.filter((one) => one.centre === centre).map(({ holder }) => holder);
		for (const holder of [...new Set([...here, ...sums.keys()])].sort()) {
			const kiosk = kiosks.get(holder);
			const { free = 0, given = [], last } = sums.get(holder) ?? {};
			const fence = fences.get(holder);
			const label = kiosk && labels.get(kiosk.account);
			listed.push({
				...{ holder, centre, free, given },
				...(kiosk && { account: kiosk.account, seen: kiosk.seenAt }),
				...(label !== undefined && { label }),
				...(kiosk?.revoked && { revoked: true as const }),
				...(!(kiosk?.isCurrent && kiosk.holder === holder) && { former: true as const }),
				...(last !== undefined && { last }),
				...(fence && { fenced: { from: fence.from, at: fence.at } })
			});
		}
	}
	return listed;
}

/**
 * Orders everything to be taken back from a kiosk. The relay does it: only it says
 * what the server says of places. Not today, unless the device is known to be off:
 * whoever stands before it now is given a place by it.
 */
export async function fenceKiosk(
	{ store, clock }: Parts,
	by: Holder,
	request: FenceRequest
): Promise<Answer<readonly HolderName[]>> {
	const at = clock.now();
	const today = local(at).day;
	const from = 'recovered' in request ? today : request.from;
	if (!('recovered' in request) && from < shiftDay(today, 1)) return refuse('not-understood');
	const { met } = await readKiosks(store);
	const isMeant = ({ account, holder }: Pick<HeldPlaces, 'account' | 'holder'>): boolean =>
		'account' in request ? account === request.account : holder === request.holder;
	// Some may hold places though no gateway remembers them: they were met before a restore.
	const held = await heldPlaces({ store, clock });
	const named = met.flatMap((kiosk) =>
		namesOf(kiosk).map((holder) => ({ holder, account: kiosk.account }))
	);
	const holders = [...new Set([...held, ...named].filter(isMeant).map(({ holder }) => holder))];
	if (holders.length === 0) return refuse('no-such-device');
	for (const holder of holders.sort())
		await orderFence(store, { holder, from, at, by: by.account });
	return { ok: holders };
}

const namesOf = ({ holder, former }: KioskMet): readonly HolderName[] => [holder, ...former];

const centresOf = async (store: Store): Promise<readonly Slug[]> =>
	(await store.databases())
		.flatMap((db) => {
			const slug = centreOfDatabase(db);
			return slug !== undefined && db === database.centre(slug) ? [slug] : [];
		})
		.sort();

interface Sum {
	free: number;
	given: GivenPlace[];
	last: Day;
}
const LAST_DAY: Day = '9999-12-31';

/** By holder but the server, over all days from one on. */
async function sumsFrom(
	store: Store,
	centre: Slug,
	first: Day
): Promise<ReadonlyMap<HolderName, Sum>> {
	const docs = await store.range(database.centre(centre), ...daysRange(first, LAST_DAY));
	const sums = new Map<HolderName, Sum>();
	for (const [day, all] of byDayOf(docs)) {
		const facts = all.map(asFact).filter(isOfPlace);
		const sumOf = (holder: HolderName): Sum => {
			const sum = sums.get(holder) ?? { free: 0, given: [], last: day };
			if (day > sum.last) sum.last = day;
			sums.set(holder, sum);
			return sum;
		};
		const page = foldPage(pageKey.ledger(centre, day), facts).value as LedgerPage;
		for (const { holder, claim } of Object.values(page.rights))
			if (holder !== SERVER && claim === undefined) sumOf(holder).free += 1;
		for (const claim of Object.values(page.claims)) {
			const { held, by, space, slots, block } = claim;
			if (!held || !by || by === SERVER || block !== undefined) continue;
			if (isOver(standingOf(claim))) continue;
			const units = [...new Set(held.map(([unit]) => unit))];
			sumOf(by).given.push({ day, space, units, slots });
		}
	}
	return sums;
}
