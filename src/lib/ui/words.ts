import type { Role } from '../domain/device';
import type { Fact } from '../domain/facts';
import type { Category, Reason } from '../domain/kinds';
import type { RefusalCode } from '../domain/parse';
import type { Failure, FailureReason } from '../ports/network';
import { m } from '../paraglide/messages';

/** The same word for the same thing everywhere: what codes of the domain are called on screen. */

export const reasonWord: Readonly<Record<Reason, () => string>> = {
	work: () => m.reason_work(),
	meeting: () => m.reason_meeting(),
	training: () => m.reason_training(),
	information: () => m.reason_information(),
	other: () => m.reason_other()
};

export const categoryWord: Readonly<Record<Category, () => string>> = {
	employee: () => m.category_employee(),
	independent: () => m.category_independent(),
	seeker: () => m.category_seeker(),
	student: () => m.category_student(),
	other: () => m.category_other()
};

/** Complete by type: a new code does not compile without its sentence. */
export const refusalWord: Readonly<Record<RefusalCode, () => string>> = {
	malformed: () => m.refusal_malformed(),
	'bad-id': () => m.refusal_bad_id(),
	'bad-field': () => m.refusal_bad_field(),
	'too-large': () => m.refusal_too_large(),
	'no-such-database': () => m.refusal_no_such_database(),
	'wrong-database': () => m.refusal_wrong_database(),
	'id-taken': () => m.refusal_id_taken(),
	'not-allowed': () => m.refusal_not_allowed(),
	'not-yours': () => m.refusal_not_yours(),
	revoked: () => m.refusal_revoked(),
	forbidden: () => m.refusal_forbidden()
};

const KINDS: Readonly<Record<string, () => string>> = {
	'visit.arrived': () => m.kind_arrived(),
	'visit.left': () => m.kind_left(),
	'visit.undone': () => m.kind_undone(),
	'visit.tied': () => m.kind_tied(),
	'person.introduced': () => m.kind_introduced(),
	'person.registered': () => m.kind_registered(),
	'person.amended': () => m.kind_amended(),
	'person.coded': () => m.kind_coded(),
	'person.badged': () => m.kind_badged(),
	'person.unbadged': () => m.kind_unbadged(),
	'person.erased': () => m.kind_erased(),
	'staff.appointed': () => m.kind_appointed(),
	'staff.dismissed': () => m.kind_dismissed(),
	'place.claimed': () => m.plan_kind_claimed(),
	'place.granted': () => m.plan_kind_granted(),
	'place.refused': () => m.plan_kind_refused(),
	'place.released': () => m.plan_kind_released(),
	'place.cancelled': () => m.plan_kind_cancelled(),
	'place.accepted': () => m.plan_kind_accepted(),
	'place.transferred': () => m.plan_kind_transferred(),
	'place.fenced': () => m.plan_kind_fenced(),
	'place.told': () => m.plan_kind_told(),
	'centre.closed': () => m.plan_kind_centre_closed(),
	'centre.reopened': () => m.plan_kind_centre_reopened(),
	'centre.kept': () => m.plan_kind_centre_kept(),
	'booking.requested': () => m.book_kind_requested(),
	'booking.cancelled': () => m.book_kind_cancelled(),
	'booking.accepted': () => m.book_kind_accepted(),
	'booking.seen': () => m.book_kind_seen(),
	'centre.described': () => m.kind_described(),
	'course.described': () => m.train_kind_course_described(),
	'course.withdrawn': () => m.train_kind_course_withdrawn(),
	'session.planned': () => m.train_kind_session_planned(),
	'session.changed': () => m.train_kind_session_changed(),
	'session.cancelled': () => m.train_kind_session_cancelled(),
	'lesson.written': () => m.train_kind_lesson_written(),
	'quiz.written': () => m.train_kind_quiz_written(),
	'trainer.introduced': () => m.train_kind_trainer_introduced(),
	'group.formed': () => m.train_kind_group_formed(),
	'group.changed': () => m.train_kind_group_changed(),
	'enrolment.made': () => m.train_kind_enrolment_made(),
	'enrolment.stated': () => m.train_kind_enrolment_stated(),
	'enrolment.asked': () => m.train_kind_enrolment_asked(),
	'attendance.noted': () => m.train_kind_attendance_noted(),
	'attendance.unsaid': () => m.train_kind_attendance_unsaid(),
	'signature.given': () => m.train_kind_signature_given(),
	'signature.struck': () => m.train_kind_signature_struck(),
	'objective.assessed': () => m.train_kind_objective_assessed(),
	'lesson.read': () => m.train_kind_lesson_read(),
	'quiz.answered': () => m.train_kind_quiz_answered(),
	'note.made': () => m.train_kind_note_made(),
	'learner.introduced': () => m.train_kind_learner_introduced(),
	'learner.amended': () => m.train_kind_learner_amended(),
	'learner.tied': () => m.train_kind_learner_tied()
};

export const kindWord = ({ kind }: Pick<Fact, 'kind'>): string =>
	Object.hasOwn(KINDS, kind) ? KINDS[kind]!() : m.kind_other({ kind });

export const roleWord: Readonly<Record<Role, () => string>> = {
	kiosk: () => m.device_role_kiosk(),
	host: () => m.device_role_host(),
	trainer: () => m.role_trainer(),
	coordinator: () => m.role_coordinator(),
	member: () => m.role_member()
};

/** What the way to each role's own screen is called. */
export const doorWord: Readonly<Record<Role, () => string>> = {
	kiosk: () => m.device_open_kiosk(),
	host: () => m.device_open_desk(),
	trainer: () => m.train_open(),
	coordinator: () => m.door_devices(),
	member: () => m.door_me()
};

/** Why something that only the server can do was not done, and what to do about it. */
const failureWord: Readonly<Record<FailureReason, () => string>> = {
	'no-link': () => m.failure_no_link(),
	timeout: () => m.failure_no_link(),
	portal: () => m.failure_portal(),
	unauthorized: () => m.failure_unauthorized(),
	revoked: () => m.failure_revoked(),
	forbidden: () => m.failure_forbidden(),
	'too-large': () => m.failure_busy(),
	busy: () => m.failure_busy(),
	misunderstood: () => m.failure_misunderstood()
};

export const officeFailureWord = ({ why }: Failure): string => failureWord[why]();

/** The same while enrolling: no session is expected yet, and what was typed is still there. */
export function enrolFailureWord(failure: Failure): string {
	const { why, retryAfter } = failure;
	const isMany = why === 'busy' && retryAfter !== undefined;
	return isMany
		? m.enrol_wait({ count: Math.ceil(retryAfter / 1000) })
		: m.enrol_failed({ why: officeFailureWord(failure) });
}

const TRAFFIC: Readonly<Record<string, () => string>> = {
	facts: () => m.device_traffic_facts(),
	poll: () => m.device_traffic_poll(),
	segments: () => m.device_traffic_segments(),
	office: () => m.device_traffic_office()
};

export const trafficWord = (name: string): string => TRAFFIC[name]?.() ?? name;
