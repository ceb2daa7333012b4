import type { Fact } from '../../domain/facts';
import { centreOfDatabase, database, sortOfDatabase, type DatabaseName } from '../../domain/ids';
import { is } from '../../domain/kinds';
import type { Clock } from '../../ports/clock';
import type { Randomness } from '../../ports/randomness';
import { readAccount } from '../accounts/account';
import { isErased } from '../erasure/erased';
import { namingOf, type Naming } from '../places/naming';
import { putCopy } from '../relay/copies';
import type { Duty } from '../relay/duty';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';

export interface CopyingParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly random: Randomness;
}

/**
 * Brings to the trainers what is said of training elsewhere: signatures at doors and
 * on phones, what people read and answered, whom hosts enrol. A copy has every field
 * as it was, so that what was sealed stays sealed; its name follows from its source
 * and a secret, so making it again makes the same.
 */
export function createTrainingCopies(parts: CopyingParts): Duty {
	const { store, random } = parts;
	let naming: Promise<Naming> | undefined;
	const named = (): Promise<Naming> =>
		(naming ??= namingOf(store, random).catch((error: unknown) => {
			naming = undefined;
			throw error;
		}));

	return {
		async seen(db: DatabaseName, docs: readonly Doc[]) {
			for (const fact of docs.filter(isFactDoc).map(asFact)) {
				const copied = await copyFor(store, db, fact);
				if (!copied) continue;
				const _id = (await named()).copyOf('training', fact._id);
				await putCopy(parts, database.training, { ...copied, _id });
			}
		}
	};
}

/** What trainers are to have of a fact; `undefined` for nothing. */
async function copyFor(store: Store, db: DatabaseName, fact: Fact): Promise<Fact | undefined> {
	const centre = centreOfDatabase(db);
	// A signature at a door names nobody but by a random id: it is proof, whoever is forgotten since.
	if (centre && db === database.centre(centre))
		return is(fact, 'signature.given/1') ? fact : undefined;
	if (sortOfDatabase(db) === 'people') return enrolmentOf(store, fact);
	if (sortOfDatabase(db) === 'member') return (await isTheirs(store, fact)) ? fact : undefined;
	return undefined;
}

/** The enrolment a host has asked for. Where somebody works is for their papers, and goes to their name. */
async function enrolmentOf(store: Store, fact: Fact): Promise<Fact | undefined> {
	if (!is(fact, 'enrolment.asked/1') || (await isErased(store, fact.person))) return undefined;
	const { employer: _, ...rest } = fact;
	return { ...rest, kind: 'enrolment.made' };
}

/**
 * Whether somebody speaks for themselves, as a learner: the gateway knows who has a
 * phone by its session, and lets them name nobody else as author. What they sign,
 * they sign with a phone of theirs.
 */
async function isTheirs(store: Store, fact: Fact): Promise<boolean> {
	const isSigned = is(fact, 'signature.given/1');
	if (!isSigned && !is(fact, 'lesson.read/1') && !is(fact, 'quiz.answered/1')) return false;
	if (!fact.by.startsWith('p_') || fact.person !== fact.by) return false;
	if (isSigned) {
		if (fact.as !== 'learner') return false;
		const account = await readAccount(store, fact.seal.chain);
		if (account?.person !== fact.person) return false;
	}
	return !(await isErased(store, fact.person));
}
