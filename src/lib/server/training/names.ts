import { inOrder } from '../../domain/facts';
import { centreOfDatabase, database, pageKey, reportId, type DatabaseName } from '../../domain/ids';
import { is } from '../../domain/kinds';
import type { LegalName } from '../../domain/training/reports';
import { isErased } from '../erasure/erased';
import type { Duty } from '../relay/duty';
import { peopleIn, type Known, type People } from '../relay/people';
import { publish } from '../relay/reports';
import type { Doc, Store } from '../store/store';
import type { KnownTraining } from './known';

const LEARNER = pageKey.learner('');

export interface LearnerNamesParts {
	readonly store: Store;
	readonly people: People;
	readonly known: KnownTraining;
	/** Whether papers about somebody need no longer be kept. */
	readonly isOver: (person: string) => Promise<boolean>;
}

/**
 * Keeps for trainers what those who are enrolled are called, as a host wrote it
 * down: papers need the legal name. It stays when somebody is forgotten elsewhere.
 */
export function createLearnerNames({ store, people, known, isOver }: LearnerNamesParts): Duty {
	let isLookedThrough = false;

	async function tell(wanted: ReadonlySet<string>): Promise<void> {
		if (wanted.size === 0) return;
		await known.refresh();
		const enrolled = [...wanted].filter((person) => {
			const { enrolments } = known.page('learner', pageKey.learner(person));
			return Object.keys(enrolments).length > 0;
		});
		if (enrolled.length === 0) return;
		const homes: ReadonlyMap<string, Known>[] = [];
		for (const centre of await people.centres()) homes.push(await people.of(centre));
		for (const person of enrolled) {
			const all = homes.flatMap((home) => home.get(person) ?? []);
			const name = legalName(person, all);
			if (!name || (await isErased(store, person)) || (await isOver(person))) continue;
			await publish(store, database.learners, reportId.learner(person), { ...name });
		}
	}

	return {
		async seen(db: DatabaseName, docs: readonly Doc[]) {
			const centre = centreOfDatabase(db);
			if (centre && db === database.people(centre)) await tell(peopleIn(docs));
			else if (db === database.training)
				await tell(peopleIn(docs.filter(({ kind }) => kind === 'enrolment.made')));
		},
		async sweepDone() {
			if (isLookedThrough) return;
			await known.refresh();
			await tell(new Set(known.keys('learner').map((key) => key.slice(LEARNER.length))));
			isLookedThrough = true;
		}
	};
}

/** Of several homes the first, as everywhere. Where they work is what was last said when they were enrolled. */
function legalName(person: string, all: readonly Known[]): LegalName | undefined {
	const page = all
		.map((one) => one.page)
		.find(({ since, name, erased }) => since && name && !erased);
	if (!page?.name) return undefined;
	const asked = inOrder(all.flatMap(({ facts }) => facts));
	const employer = asked.flatMap((fact) =>
		is(fact, 'enrolment.asked/1') && fact.employer ? [fact.employer] : []
	);
	return {
		...{ person, name: page.name },
		...(employer.length > 0 && { employer: employer.at(-1)! }),
		...(page.number !== undefined && { number: page.number })
	};
}
