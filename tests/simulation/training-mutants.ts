import type { Fact } from '../../src/lib/domain/facts';
import { learnerFold } from '../../src/lib/domain/folds/learner';
import { sessionFold } from '../../src/lib/domain/folds/session';
import type { Fold } from '../../src/lib/domain/folds/fold';
import { database, reportId } from '../../src/lib/domain/ids';
import { is } from '../../src/lib/domain/kinds';
import type { ChainPage, PageValues, Sort } from '../../src/lib/domain/pages';
import { linkText, sealText, witnessText } from '../../src/lib/domain/training/seal';
import { asFact, isFactDoc, type Doc } from '../../src/lib/server/store/store';
import { digestOf } from '../support/seeded-hand';
import type { Mutant } from './mutant';
import { isTrained, NETWORK } from './training';

/** Mistakes about who was there, who signed and how far they are, each made around a port or in the place of one rule. */
const MISTAKES: Readonly<Record<string, Mutant>> = {
	'a word about somebody’s presence takes away those it does not name': {
		rules: folding(sessionFold, (add) => (page, fact) => {
			if (is(fact, 'attendance.noted/1')) delete page.marks[fact.person];
			add(page, fact);
		})
	},
	'a copy for the trainers leaves out a field of the seal': {
		relayStore: (store) => ({
			...store,
			insert: (db, docs, as) =>
				store.insert(db, db === database.training ? docs.map(cut) : docs, as)
		})
	},
	'the network signs for the last link it sees, whatever lies between': {
		relayStore: (store) => ({
			...store,
			async changes(db, since, limit) {
				const changes = await store.changes(db, since, limit);
				if (db !== database.training || 'gone' in changes) return changes;
				for (const fact of changes.docs.filter(isFactDoc).map(asFact)) {
					if (!is(fact, 'signature.given/1')) continue;
					const { chain, n, signature } = fact.seal;
					const digest = digestOf(linkText(sealText(fact, fact.seal), signature));
					const said = { chain, n, digest, at: 0 };
					await store.revise(db, reportId.witness(chain), (before) =>
						Number(before?.['n'] ?? 0) >= n
							? undefined
							: { ...said, signature: NETWORK.sign(witnessText(said)) }
					);
				}
				return changes;
			}
		})
	},
	'of all attempts at a quiz the last one counts': {
		rules: folding(learnerFold, (add) => (page, fact) => {
			add(page, fact);
			if (!is(fact, 'quiz.answered/1')) return;
			const tries = page.attempts[fact.course]![fact.quiz]!;
			tries.splice(0, tries.length - 1);
		})
	},
	'who came unannounced loses what they signed once it is known who they are': {
		rules: folding(sessionFold, (add) => (page, fact) => {
			add(page, fact);
			if (!is(fact, 'learner.tied/1')) return;
			for (const { fact: id, person } of Object.values(page.signatures))
				if (person === fact.person) delete page.signatures[id];
		})
	},
	'two tabs that sign at once give both signatures one place': {
		log(log) {
			let seen: ChainPage | undefined;
			return {
				...log,
				async page(sort, key) {
					const page = await log.page(sort, key);
					if (sort === 'chain') seen = structuredClone(page) as ChainPage;
					return page;
				},
				commit: (reads, decide) =>
					log.commit(reads, (read, device) =>
						decide(
							<S extends Sort>(key: string, sort: S) =>
								sort === 'chain' && seen ? (seen as PageValues[S]) : read(key, sort),
							device
						)
					)
			};
		}
	}
};

export const TRAINING_MUTANTS: Readonly<Record<string, Mutant>> = Object.fromEntries(
	Object.entries(MISTAKES).map(([name, mutant]) => [name, { ...mutant, isIn: isTrained }])
);

function cut(doc: Doc): Doc {
	if (doc['kind'] !== 'signature.given') return doc;
	const { centre: _, ...seal } = doc['seal'] as Record<string, unknown>;
	return { ...doc, seal };
}

/** A page of this sort is folded by another rule, on every device and on the server. */
function folding<P>(
	fold: Fold<P>,
	other: (add: (page: P, fact: Fact) => void) => (page: P, fact: Fact) => void
): () => () => void {
	return () => {
		const its = fold as { add: (page: P, fact: Fact) => void };
		const { add } = its;
		its.add = other(add);
		return () => void (its.add = add);
	};
}
