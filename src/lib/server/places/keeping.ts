import type { Claim } from '../../domain/folds/ledger';
import { partsOf } from '../../domain/ids';
import { SERVER } from '../../domain/places/holders';
import type { Clock } from '../../ports/clock';
import type { Store } from '../store/store';
import { movedTo, put } from './copying';
import type { LedgerDay, Ledgers } from './ledgers';
import type { Naming } from './naming';
import type { Origins } from './origins';

interface KeepingParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly naming: Naming;
	readonly ledgers: Ledgers;
	readonly origins: Origins;
}

/**
 * Who takes back a change keeps what they had. Where that had given way already, and
 * they could not know, it is asked for again in their name: a claim of its own, since
 * somebody else may have it by now. Looked at whenever the change’s day is: a kiosk
 * may have granted it before it heard that nobody wanted it any more.
 */
export async function askForKept(parts: KeepingParts, ledger: LedgerDay): Promise<void> {
	const { naming, ledgers, origins } = parts;
	for (const change of Object.values(ledger.page.claims)) {
		const said = origins.withdrawalOf(change);
		if (!said || !wasGranted(change)) continue;
		const { scope, day } = partsOf(said.keeps);
		const isHere = scope === ledger.centre && day === ledger.day;
		const { page } = isHere ? ledger : await ledgers.read(scope, day);
		const kept = page.claims[said.keeps];
		if (!kept || !hasGivenWay(kept, change) || !origins.isOf(kept, said)) continue;
		const id = movedTo(kept.id, naming.copyOf('kept', change.id));
		if (page.claims[id] || (await origins.isWithdrawn(said.db, kept.id))) continue;
		const { person, space, slots, waits } = kept;
		const { count, at, by } = said;
		await put(parts, {
			...{ _id: id, kind: 'place.claimed', v: 1, count, at, by: person ?? by, person },
			...{ space, slots, to: SERVER, replaces: kept.id },
			...(waits && { waits })
		});
	}
}

const wasGranted = ({ held, released }: Claim): boolean =>
	held !== undefined || released !== undefined;

/** Of what does not lie beside the change, it is only seen that its owner’s word ended it. */
const hasGivenWay = ({ cancelled }: Claim, change: Claim): boolean =>
	cancelled?.by === change.id || cancelled?.why === 'owner';
