import { createHmac } from 'node:crypto';
import { textFrom } from '../../domain/alphabet';
import { canonical, type Fact } from '../../domain/facts';
import {
	accountsId,
	database,
	factId,
	partsOf,
	type Day,
	type FactId,
	type Slug
} from '../../domain/ids';
import { SERVER_NAME_LENGTH, serverName } from '../../domain/places/holders';
import type { Randomness } from '../../ports/randomness';
import type { Store } from '../store/store';

/**
 * Under which ids the server writes, and whom it names where nobody is to be
 * named. All of it follows from what it writes about and one secret: a copy that
 * is made again is the same, and nobody can tell whose it is by its name.
 */
export interface Naming {
	/** Of what is copied out of a person’s own database. Copied again, even after a restore, it is the same. */
	copyOf(what: string, source: FactId): FactId;
	/** Who has a confidential room, as far as anybody may know. */
	pseudonym(source: FactId): string;
	/** The id of what the server says of itself, in one of its numberings. */
	said(at: { readonly centre: Slug; readonly day: Day }, epoch: number, body: Body): FactId;
}

type Body = Omit<Fact, '_id'>;

const SECRET_LENGTH = 52;
const PSEUDONYM_LENGTH = 16;
/** Copies and wishes carry no numbering of the server’s: nothing is given by them. */
export const UNNUMBERED = 1;

export async function namingOf(store: Store, random: Randomness): Promise<Naming> {
	const secret = await secretOf(store, random);
	const digest = (length: number, ...parts: readonly string[]): string =>
		textFrom(createHmac('sha256', secret).update(parts.join('|')).digest().subarray(0, length));
	const name = (...parts: readonly string[]): string =>
		serverName(digest(SERVER_NAME_LENGTH, ...parts));
	return {
		copyOf(what, source) {
			const { day, scope } = partsOf(source);
			return factId({ day, scope, device: name(what, source), epoch: UNNUMBERED, seq: 1 });
		},
		pseudonym: (source) => `p_${digest(PSEUDONYM_LENGTH, 'pseudonym', source)}`,
		said: ({ centre, day }, epoch, body) =>
			factId({
				day,
				scope: centre,
				device: name('said', centre, day, String(epoch), canonical(body)),
				epoch,
				seq: 1
			})
	};
}

/**
 * Made once, where nobody reads but the server: with it, whoever knows the names of
 * phones could find out who has a confidential room. It is in every backup: without
 * it, a restored server would copy everything twice.
 */
async function secretOf(store: Store, random: Randomness): Promise<string> {
	const { accounts } = database;
	const _id = accountsId.namingSecret;
	const there = await store.get(accounts, _id);
	if (typeof there?.['secret'] === 'string') return there['secret'];
	await store.insert(accounts, [{ _id, secret: random.text(SECRET_LENGTH) }]);
	return String((await store.get(accounts, _id))?.['secret']);
}
