import type { Clock } from './ports/clock';
import type { FactLog } from './ports/fact-log';
import type { Keys } from './ports/keys';
import type { Randomness } from './ports/randomness';
import { addWalkIn } from './usecases/training/add-walk-in';
import { amendLearner } from './usecases/training/amend-learner';
import { audit } from './usecases/training/audit-signatures';
import { askEnrolment } from './usecases/training/ask-enrolment';
import { assessObjective } from './usecases/training/assess-objective';
import { changeGroup } from './usecases/training/change-group';
import { cancelSession, changeSession, moveSession } from './usecases/training/change-session';
import { coherenceOf } from './usecases/training/coherence-of';
import { enrolLearner } from './usecases/training/enrol-learner';
import { formGroup } from './usecases/training/form-group';
import { introduceTrainer } from './usecases/training/introduce-trainer';
import { makeNote } from './usecases/training/make-note';
import {
	noteAllPresent,
	noteAttendance,
	undoAttendance
} from './usecases/training/note-attendance';
import { planSessions } from './usecases/training/plan-sessions';
import { sealPaper } from './usecases/training/seal-paper';
import { stateEnrolment } from './usecases/training/state-enrolment';
import { strikeSignature } from './usecases/training/strike-signature';
import { tieLearner } from './usecases/training/tie-learner';

/** What trainers do, and hosts about training. All of it works with no link. */
const VERBS = {
	introduceTrainer,
	formGroup,
	changeGroup,
	enrolLearner,
	stateEnrolment,
	planSessions,
	changeSession,
	moveSession,
	cancelSession,
	noteAttendance,
	noteAllPresent,
	undoAttendance,
	addWalkIn,
	tieLearner,
	assessObjective,
	makeNote,
	amendLearner,
	askEnrolment,
	strikeSignature
};
/** What is only read: nothing is sent after it. */
const READS = {
	coherenceOf,
	sealPaper,
	auditSignatures: (around: { log: FactLog; keys: Keys }, _: void) => audit(around)
};

type Verbs = typeof VERBS & typeof READS;
export type TrainingVerbs = {
	[V in keyof Verbs]: (given: Parameters<Verbs[V]>[1]) => ReturnType<Verbs[V]>;
};

type Around = { log: FactLog; keys: Keys; clock: Clock; random: Randomness };

export function trainingVerbs(
	around: Around,
	thenSend: <R>(done: Promise<R>) => Promise<R>
): TrainingVerbs {
	type Verb = (around: Around, given: unknown) => Promise<unknown>;
	const bind = (verbs: object, then: typeof thenSend) =>
		Object.entries(verbs).map(([name, verb]) => [
			name,
			(given: unknown) => then((verb as Verb)(around, given))
		]);
	return Object.fromEntries([
		...bind(VERBS, thenSend),
		...bind(READS, (done) => done)
	]) as TrainingVerbs;
}
