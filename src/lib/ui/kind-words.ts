import type { Fact } from '../domain/facts';
import { m } from '../paraglide/messages';

<<<<<<< HEAD
/** What each kind of fact is called where people read of one: apart, since the doors never need it. */
=======
/** What facts are called where they are listed as such; apart from other words, since few screens do that. */
>>>>>>> t3

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
