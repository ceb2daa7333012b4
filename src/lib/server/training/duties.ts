import type { Clock } from '../../ports/clock';
import type { Randomness } from '../../ports/randomness';
import type { Signer } from '../relay/badges';
import type { Duty } from '../relay/duty';
import type { People } from '../relay/people';
import type { Retention } from '../retention/config';
import type { Store } from '../store/store';
import { createContentsDuty } from './contents';
import { createTrainingCopies } from './copying';
import { createHolds } from './holds';
import { createKnownTraining } from './known';
import { createLearnerNames } from './names';
import { createLearnerPhones } from './phones';
import { createRoomDuty } from './rooms';
import { createAwaitedDuty } from './roster';
import { createWitnessDuty } from './witness';

export interface TrainingParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly random: Randomness;
	readonly people: People;
	readonly signer: (() => Promise<Signer>) | undefined;
	readonly retention: Retention;
}

/** What the relay does about training, in the order in which it sees what has changed: what is copied is published after. */
export function trainingDuties(parts: TrainingParts): readonly Duty[] {
	const { store, clock, random, people, signer, retention } = parts;
	const known = createKnownTraining(store);
	const holds = createHolds({ store, clock, known, days: retention.training });
	return [
		createTrainingCopies({ store, clock, random }),
		holds.duty,
		createLearnerNames({ store, people, known, isOver: holds.isOver }),
		createContentsDuty(store, known),
		createAwaitedDuty({ store, clock, known }),
		createLearnerPhones(store, known),
		createRoomDuty({ store, clock, random, known }),
		createWitnessDuty({ store, clock, signer })
	];
}
