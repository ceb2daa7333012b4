import type { DatabaseName } from '../../src/lib/domain/ids';
import { database, reportsOf } from '../../src/lib/domain/ids';
import { is } from '../../src/lib/domain/kinds';
import { linkText, sealText, witnessText } from '../../src/lib/domain/training/seal';
import { asFact, isFactDoc, type Doc } from '../../src/lib/server/store/store';
import { digestOf, isSigned } from '../support/seeded-hand';
import { NETWORK } from './training';

/**
 * Holds the network to what it says of chains of signatures, at the moment it says
 * it: a witness never goes backwards, and what it covers is there, each link naming
 * the one before, down to the first.
 */
export interface Witnesses {
	/** The server has written a document. */
	wrote(db: DatabaseName, doc: Doc): void;
	/** A backup is back: the server has what it had. */
	restored(contents: ReadonlyMap<DatabaseName, readonly Doc[]>): void;
}

interface Link {
	readonly digest: string;
	readonly prev: string | undefined;
}
interface Said {
	readonly chain: string;
	readonly n: number;
	readonly digest: string;
	readonly signature: string;
}

export function createWitnesses(violated: (what: string) => void): Witnesses {
	/** By chain and place. */
	const links = new Map<string, Link[]>();
	const reached = new Map<string, Said>();
	const at = (chain: string, n: number): readonly Link[] => links.get(`${chain} ${n}`) ?? [];

	function keep(doc: Doc): void {
		if (doc._id.startsWith(reportsOf.witness)) {
			const said = doc as unknown as Said;
			reached.set(said.chain, said);
		} else if (isFactDoc(doc)) {
			const fact = asFact(doc);
			if (!is(fact, 'signature.given/1')) return;
			const { chain, n, prev, signature } = fact.seal;
			const digest = digestOf(linkText(sealText(fact, fact.seal), signature));
			links.set(`${chain} ${n}`, [...at(chain, n), { digest, prev }]);
		}
	}

	/** Where the links below one break off; `undefined` where they are there down to the first. */
	function brokenAt({ chain, n, digest }: Said): number | undefined {
		let named: string | undefined = digest;
		for (let place = n; place >= 1; place -= 1) {
			const link = at(chain, place).find((one) => one.digest === named);
			if (!link) return place;
			named = link.prev;
		}
		return named === undefined ? undefined : 0;
	}

	function judge(said: Said): void {
		const { chain, n, digest, signature } = said;
		const before = reached.get(chain);
		if (before && (n < before.n || (n === before.n && digest !== before.digest)))
			violated(`the witness of ${chain} went from ${before.n} to ${n}`);
		const broken = brokenAt(said);
		if (broken !== undefined)
			violated(`the witness of ${chain} covers ${n}, and nothing it can mean is at ${broken}`);
		if (!isSigned(NETWORK.publicKey, witnessText({ chain, n, digest }), signature))
			violated(`the witness of ${chain} at ${n} is not in the network's hand`);
	}

	return {
		wrote(db, doc) {
			if (db !== database.training) return;
			if (doc._id.startsWith(reportsOf.witness)) judge(doc as unknown as Said);
			keep(doc);
		},
		restored(contents) {
			links.clear();
			reached.clear();
			for (const doc of contents.get(database.training) ?? []) keep(doc);
		}
	};
}
