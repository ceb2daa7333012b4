import type { Fact } from '../../domain/facts';
import { local } from '../../domain/calendar';
import type { Claim } from '../../domain/folds/ledger';
import { accountsId, database } from '../../domain/ids';
import { isOver, standingOf } from '../../domain/places/standing';
import type { Clock } from '../../ports/clock';
import type { Randomness } from '../../ports/randomness';
import type { Store } from '../store/store';
import { createLedgers, type LedgerDay, type Ledgers } from './ledgers';
import { namingOf, type Naming } from './naming';
import { createOrigins } from './origins';
import { createCentresKnown } from './premises';

/**
 * Who is to be forgotten comes no more: their places of today and later are wanted
 * by nobody. It is said as their own word, since only a holder may turn it into a
 * release: the server does so for what it gave, a kiosk for what that gave.
 */

/** By person, when it was ordered that they be forgotten: server clock, milliseconds. */
export type Forgotten = ReadonlyMap<string, number>;

/**
 * Ends the places of somebody of whom an order has just been given. To be done
 * while their own database is there: nothing else says which confidential room is
 * theirs. Done again, it writes the same.
 */
export async function endPlacesOf(
	{ store, clock, random }: { store: Store; clock: Clock; random: Randomness },
	person: string,
	at: number
): Promise<void> {
	const naming = await namingOf(store, random);
	const ledgers = createLedgers({ store, clock }, naming);
	const origins = createOrigins({ store, clock }, naming);
	const own = (await store.get(database.accounts, accountsId.own(person)))?.['db'];
	if (typeof own === 'string' && (await store.databases()).includes(own)) await origins.read(own);
	const orderedAt = (named: string): number | undefined =>
		origins.personOf(named) === person ? at : undefined;
	for (const centre of await createCentresKnown(store).all())
		for (const ledger of await ledgers.since(centre, local(clock.now()).day))
			await endPlacesIn({ naming, ledgers }, ledger, orderedAt);
}

/** Ends what people who are to be forgotten have on one day, or wait for. */
export async function endPlacesIn(
	{ naming, ledgers }: { naming: Naming; ledgers: Pick<Ledgers, 'say'> },
	ledger: LedgerDay,
	orderedAt: (person: string) => number | undefined
): Promise<void> {
	for (const claim of Object.values(ledger.page.claims)) {
		const at = claim.person === undefined ? undefined : orderedAt(claim.person);
		if (at === undefined || isOver(standingOf(claim))) continue;
		await ledgers.say(ledger, [endOf(naming, claim, at)]);
	}
}

/** Nothing of it depends on when it is written: a crash and another try make the same fact. */
const endOf = (naming: Naming, { id, count }: Claim, at: number): Fact => ({
	_id: naming.copyOf('forgotten', id),
	kind: 'place.cancelled',
	v: 1,
	count: count + 1,
	at: { wall: at },
	by: 'server',
	claim: id,
	why: 'owner'
});
