import type { Day } from '../../domain/ids';
import type { AttendanceProblem } from '../../usecases/training/note-attendance';
import type { PlanProblem } from '../../usecases/training/plan-sessions';
import type { StateProblem } from '../../usecases/training/state-enrolment';
import type { WhyRefused } from '../../usecases/training/sign';
import type { GroupProblem } from '../../usecases/training/form-group';
import type { Drift } from '../../domain/training/drift';
import type { Standing } from '../../domain/training/enrolments';
import type { TextProblem } from '../../domain/training/free-text';
import type {
	Attendance,
	Funder,
	Half,
	Level,
	Prescriber,
	State,
	Way
} from '../../domain/training/kinds';
import type { Clash } from '../../domain/training/schedule';
import type { Mark, Signature } from '../../domain/training/words';
import { m } from '../../paraglide/messages';
import { tag } from '../formats';
import { dayTitle, dayWord } from '../place-words';

/** The same word for the same thing: what training is called on screen. Complete by type. */

type Words<K extends string> = Readonly<Record<K, () => string>>;

export const halfWord: Words<Half> = {
	am: () => m.book_half_am(),
	pm: () => m.book_half_pm()
};

/** `Demain, matin`: a half-day by itself. */
export const whenTitle = (day: Day, half: Half, today: Day): string =>
	m.train_when({ day: dayTitle(day, today), half: halfWord[half]().toLowerCase() });
/** The same within a sentence. */
export const whenPhrase = (day: Day, half: Half, today: Day): string =>
	m.train_when({ day: dayWord(day, today), half: halfWord[half]().toLowerCase() });

/** `3,5 h`. */
export const hoursWord = (hours: number): string =>
	m.train_hours({
		hours: new Intl.NumberFormat(tag(), { maximumFractionDigits: 2 }).format(hours)
	});

export const attendanceWord: Words<Attendance> = {
	present: () => m.train_present(),
	late: () => m.train_late(),
	absent: () => m.train_absent()
};

export function markWord(mark: Pick<Mark, 'is' | 'minutes'> | undefined): string {
	if (!mark) return m.train_to_call();
	if (mark.is === 'late' && mark.minutes !== undefined)
		return m.train_late_by({ minutes: mark.minutes });
	return attendanceWord[mark.is]();
}

/** How it was signed, as it stands on the sheet: honest about what it proves. */
export const wayWord: Words<Way> = {
	drawn: () => m.train_way_drawn(),
	code: () => m.train_way_code(),
	badge: () => m.train_way_badge(),
	button: () => m.train_way_button()
};

export const levelWord: Words<Level> = {
	'not-yet': () => m.train_level_not_yet(),
	partly: () => m.train_level_partly(),
	met: () => m.train_level_met()
};

export const funderWord: Words<Funder> = {
	employer: () => m.train_funder_employer(),
	opco: () => m.train_funder_opco(),
	'france-travail': () => m.train_france_travail(),
	region: () => m.train_funder_region(),
	self: () => m.train_funder_self(),
	other: () => m.train_funder_other()
};

export const prescriberWord: Words<Prescriber> = {
	'france-travail': () => m.train_france_travail(),
	msa: () => m.train_prescriber_msa(),
	'mission-locale': () => m.train_prescriber_mission_locale(),
	'cap-emploi': () => m.train_prescriber_cap_emploi(),
	association: () => m.train_prescriber_association(),
	none: () => m.train_prescriber_none()
};

export const standingWord: Words<Standing['is']> = {
	waiting: () => m.train_is_waiting(),
	enrolled: () => m.train_is_enrolled(),
	started: () => m.train_is_started(),
	interrupted: () => m.train_is_interrupted(),
	abandoned: () => m.train_is_abandoned(),
	completed: () => m.train_is_completed()
};

export const stateWord: Words<State> = {
	interrupted: () => m.train_to_interrupted(),
	resumed: () => m.train_to_resumed(),
	abandoned: () => m.train_to_abandoned(),
	completed: () => m.train_to_completed(),
	admitted: () => m.train_to_admitted()
};

export const driftWord = ({ why, days = 0, times = 0 }: Drift): string =>
	why === 'silent' ? m.train_drift_silent({ days }) : m.train_drift_absent({ times });

export const clashWord: Words<Clash> = {
	group: () => m.train_clash_group(),
	room: () => m.train_clash_room(),
	trainer: () => m.train_clash_trainer()
};

export const textWord: Words<TextProblem> = {
	empty: () => m.train_text_empty(),
	'too-long': () => m.train_text_long(),
	nir: () => m.train_text_nir()
};

export const attendanceProblem: Words<AttendanceProblem> = {
	unknown: () => m.train_unknown_session(),
	cancelled: () => m.train_is_cancelled(),
	'too-early': () => m.train_too_early(),
	'needs-reason': () => m.train_needs_reason(),
	minutes: () => m.train_wrong_minutes(),
	'too-long': () => m.train_text_long(),
	nir: () => m.train_text_nir()
};

export const signProblem: Words<WhyRefused> = {
	unknown: () => m.train_unknown_session(),
	'nothing-drawn': () => m.train_sign_draw_first(),
	'drawn-too-much': () => m.train_sign_drawn_much(),
	cancelled: () => m.train_is_cancelled(),
	'too-early': () => m.train_sign_too_early(),
	'not-theirs': () => m.train_sign_not_theirs(),
	absent: () => m.train_sign_absent()
};

export const planProblem: Words<PlanProblem> = {
	none: () => m.train_plan_none(),
	hours: () => m.train_plan_hours_wrong(),
	many: () => m.train_plan_many(),
	'unknown-group': () => m.train_unknown_group()
};

export const stateProblem: Words<StateProblem> = {
	...textWord,
	day: () => m.train_state_day(),
	future: () => m.train_state_future(),
	unknown: () => m.train_unknown_group()
};

export function groupProblemWord(problem: GroupProblem): string {
	if (problem.field === 'title') return textWord[problem.is]();
	if (problem.field === 'capacity') return m.train_group_capacity_wrong();
	if (problem.field === 'course') return m.train_group_course_unknown();
	return problem.is === 'missing' ? m.train_group_days_missing() : m.train_group_days_backwards();
}

/**
 * How a signature was given, as far as it says something of who gave it: a button
 * on somebody’s own phone is not a button on the trainer’s tablet.
 */
export function signatureWord({ way, as, seal }: Pick<Signature, 'way' | 'as' | 'seal'>): string {
	if (seal.role === 'member') return m.train_way_phone();
	if (way === 'button' && as === 'learner') return m.train_way_confirmed();
	return wayWord[way]();
}

type EndProblem = TextProblem | 'held' | 'cancelled' | 'unknown' | 'same' | 'taken';
const ENDS: Words<EndProblem> = {
	...textWord,
	held: () => m.train_end_held(),
	cancelled: () => m.train_is_cancelled(),
	unknown: () => m.train_unknown_session(),
	same: () => m.train_end_same(),
	taken: () => m.train_clash_group()
};
/** Why a half-day is neither moved nor cancelled. */
export const endProblem = (is: EndProblem): string => ENDS[is]();
