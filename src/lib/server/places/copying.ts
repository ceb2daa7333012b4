import type { Fact } from '../../domain/facts';
import type { Claim } from '../../domain/folds/ledger';
import { local, shiftDay } from '../../domain/calendar';
import { database, parseFactId, partsOf, type DatabaseName, type FactId } from '../../domain/ids';
import { is, type FactOf, type PlaceRefusal } from '../../domain/kinds';
import { SERVER } from '../../domain/places/holders';
import { spaceNamed } from '../../domain/places/units';
import { HORIZON_DAYS } from '../../domain/places/wish';
import type { Clock } from '../../ports/clock';
import { putCopy } from '../relay/copies';
import type { Store } from '../store/store';
import type { Ledgers } from './ledgers';
import type { Naming } from './naming';
import type { Origins } from './origins';
import type { CentresKnown } from './premises';
import { refusalTold, wasRefusedAlone } from './telling';

/**
 * Brings what people say on their own phones to where places are given. What a
 * copy says follows from its source alone, so making it again makes the same; of
 * the phone it says nothing, and for a confidential room not even who it is.
 */

export interface CopyingParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly naming: Naming;
	readonly origins: Origins;
	readonly ledgers: Ledgers;
	readonly centres: CentresKnown;
}

/** `waits`: the claim it speaks of, or the centre, is not known yet. */
export type Copied = 'copied' | 'waits' | 'ignored';

export async function copy(parts: CopyingParts, db: DatabaseName, fact: Fact): Promise<Copied> {
	if (is(fact, 'booking.requested/1')) return copyRequest(parts, db, fact);
	if (is(fact, 'booking.cancelled/1'))
		return copyWord(parts, db, fact, 'cancelled', { why: 'owner' });
	if (is(fact, 'booking.accepted/1')) return copyWord(parts, db, fact, 'accepted', {});
	if (is(fact, 'booking.seen/1')) return copyWord(parts, db, fact, 'told', { of: fact.of });
	return 'ignored';
}

async function copyRequest(
	parts: CopyingParts,
	db: DatabaseName,
	booking: FactOf<'booking.requested/1'>
): Promise<Copied> {
	const { store, clock, naming, origins, centres } = parts;
	const claim = naming.copyOf('claimed', booking._id);
	const origin = origins.byClaim(claim);
	if (!origin || origin.db !== db) return 'ignored';
	const { scope, day } = partsOf(booking._id);
	const today = local(clock.now()).day;
	const refuse = async (why: PlaceRefusal): Promise<Copied> => {
		await refusalTold(parts, origin, why);
		return 'copied';
	};
	// What was once refused stays so, though its day may draw near.
	if (await wasRefusedAlone(parts, origin)) return 'copied';
	// No ledger is opened for what no holder could ever give.
	if (!(await store.databases()).includes(database.centre(scope))) return refuse('unknown-space');
	// What is in one was asked for in time.
	const isThere = (await store.get(database.centre(scope), claim)) !== undefined;
	if (!isThere && day < shiftDay(today, -1)) return refuse('past');
	if (!isThere && day > shiftDay(today, HORIZON_DAYS)) return refuse('too-far');
	const page = await centres.of(scope);
	if (!page?.centre) return 'waits';
	const isHidden = spaceNamed(page.centre, booking.space)?.kind === 'confidential';
	// What it replaces is said with the answer: only the ledger shows what is meant, and whose it is.
	const { count, at, space, slots, waits, series } = booking;
	const person = isHidden ? origin.pseudonym : origin.person;
	await put(parts, {
		...{ _id: claim, kind: 'place.claimed', v: 1, count, at, by: person, person, space, slots },
		...{ to: SERVER },
		...(waits && { waits }),
		// What was asked for together would say that it is of one person.
		...(series !== undefined && !isHidden && { series })
	});
	return 'copied';
}

/** What somebody says of a place of theirs. Of another’s nobody hears it. */
async function copyWord(
	parts: CopyingParts,
	db: DatabaseName,
	fact: Fact & { readonly booking: FactId },
	what: 'cancelled' | 'accepted' | 'told',
	fields: Readonly<Record<string, string>>
): Promise<Copied> {
	const { naming } = parts;
	const claim = await claimOf(parts, db, fact);
	if (claim === 'waits' || claim === 'ignored') return claim;
	const by = claim.person ?? fact.by;
	const id = naming.copyOf(what, fact._id);
	const { count, at } = fact;
	const body = { kind: `place.${what}`, v: 1, count, at, by, claim: claim.id, ...fields };
	// It lies with the claim it speaks of, whatever its own day says.
	await put(parts, { _id: movedTo(claim.id, id), ...body });
	return 'copied';
}

async function claimOf(
	parts: CopyingParts,
	db: DatabaseName,
	{ booking, by }: Fact & { readonly booking: FactId }
): Promise<Claim | 'waits' | 'ignored'> {
	const { naming, origins, ledgers } = parts;
	if (!parseFactId(booking)) return 'ignored';
	const copied = naming.copyOf('claimed', booking);
	const own = origins.byClaim(copied);
	const isOwn = own?.db === db;
	const id = isOwn ? copied : booking;
	const { scope, day } = partsOf(id);
	const claim = (await ledgers.read(scope, day)).page.claims[id];
	if (!claim) return isOwn && (await wasRefusedAlone(parts, own)) ? 'ignored' : 'waits';
	return origins.isOf(claim, { db, by }) ? claim : 'ignored';
}

/** The same name and number, on the day and at the centre of another fact. */
export function movedTo(beside: FactId, id: FactId): FactId {
	const [day, scope] = beside.split('~');
	return [day, scope, ...id.split('~').slice(2)].join('~');
}

/** Whether a room is confidential is as it was when it was copied first. */
export const put = (parts: Pick<CopyingParts, 'store' | 'clock'>, fact: Fact): Promise<void> =>
	putCopy(
		parts,
		database.centre(partsOf(fact._id).scope),
		fact,
		({ person: _, by: _by, replaces: _r, series: _s, ...rest }: Fact & Hidden) => rest
	);

interface Hidden {
	readonly person?: unknown;
	readonly replaces?: unknown;
	readonly series?: unknown;
}
