import { accountsId, database } from '../../domain/ids';
import type { Clock } from '../../ports/clock';
import type { Randomness } from '../../ports/randomness';
import type { Rate } from '../http/rate';
import type { Store } from '../store/store';
import { nodeChecks, type Checks } from './checks';
import { networkSigner, type NetworkSigner } from './network-key';

/** What everything about accounts works with. All that lasts is in the store: several servers may share it. */
export interface AccountParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly random: Randomness;
	readonly rate: Rate;
	readonly checks: Checks;
	/** The network's key. */
	signer(): Promise<NetworkSigner>;
	/** What challenges are made with, and addresses made unreadable. */
	secret(): Promise<string>;
}

const SECRET_LENGTH = 52;

export function createAccounts(
	given: Pick<AccountParts, 'store' | 'clock' | 'random' | 'rate'> & { readonly checks?: Checks }
): AccountParts {
	const { store, random } = given;
	return {
		checks: nodeChecks,
		...given,
		signer: once(() => networkSigner(store)),
		secret: once(async () => {
			const _id = accountsId.secret;
			const doc = { _id, secret: random.text(SECRET_LENGTH) };
			const there = await store.get(database.accounts, _id);
			if (there) return String(there['secret']);
			const [made] = await store.insert(database.accounts, [doc]);
			return String((made?.is === 'there' ? made.doc : doc)['secret']);
		})
	};
}

/** Remembers what never changes. What fails is tried again next time. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | undefined;
	return () =>
		(made ??= make().catch((error: unknown) => {
			made = undefined;
			throw error;
		}));
}
