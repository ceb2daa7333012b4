import type { CourseVerbs } from './course-verbs';
import type { DeviceVerbs } from './device-verbs';
import type { KioskVerbs } from './kiosk-verbs';
import type { LearnerVerbs } from './learner-verbs';
import type { Upkeep } from './log/upkeep';
import type { NetworkVerbs } from './network-verbs';
import type { PaperVerbs } from './paper-verbs';
import type { PeopleVerbs } from './people-verbs';
import type { PlaceVerbs } from './place-verbs';
import type { Office } from './ports/office';
import type { Sheets } from './ports/sheets';
import type { RefusedVerbs } from './refused-verbs';
import type { TrainingVerbs } from './training-verbs';

/** The verbs whose code comes later, by name: what stands in for them is made before they are here. */
type Named<Verbs> = Readonly<Record<keyof Verbs, true>>;

export const UPKEEP: Named<Upkeep> = {
	enrolled: true,
	revoked: true,
	signedOut: true,
	outbox: true,
	absorb: true,
	takeUp: true,
	putAway: true,
	settle: true,
	land: true,
	forgo: true,
	shelve: true,
	tally: true,
	maintain: true,
	lapse: true
};
export const OFFICE: Named<Office> = {
	enrol: true,
	me: true,
	signOut: true,
	invite: true,
	devices: true,
	revoke: true,
	quarantine: true,
	erasures: true,
	dossier: true,
	calendar: true,
	linkCalendar: true,
	unlinkCalendar: true,
	fences: true,
	fence: true,
	matters: true,
	closeAlarm: true,
	lesson: true
};
export const SHEETS: Named<Sheets> = {
	csv: true,
	workbook: true
};
export const KIOSK: Named<KioskVerbs> = {
	checkIn: true,
	checkOut: true,
	undo: true,
	identify: true,
	scan: true
};
export const DEVICE: Named<DeviceVerbs> = {
	enrol: true,
	setLock: true,
	unlock: true,
	signOut: true
};
export const REFUSED: Named<RefusedVerbs> = {
	takeUp: true,
	putAway: true,
	handOver: true
};
export const PAPERS: Named<PaperVerbs> = { checkPaper: true };
export const NETWORK: Named<NetworkVerbs> = { describeCentre: true };
export const PEOPLE: Named<PeopleVerbs> = {
	register: true,
	amend: true,
	issueCode: true,
	issueBadge: true,
	voidBadge: true,
	erasePerson: true,
	tieVisit: true,
	appointStaff: true,
	dismissStaff: true
};
export const PLACES: Named<PlaceVerbs> = {
	claimDay: true,
	withdrawClaim: true,
	extendStay: true,
	requestPlace: true,
	requestAgain: true,
	requestSeries: true,
	cancelBooking: true,
	acceptOffer: true,
	seeBooking: true,
	assignPlace: true,
	movePlace: true,
	cancelPlace: true,
	restorePlace: true,
	blockPlace: true,
	closeCentre: true,
	reopenCentre: true,
	keepPlaces: true,
	tellPlace: true
};
export const LEARNER: Named<LearnerVerbs> = {
	readLesson: true,
	answerQuiz: true,
	fetchCourse: true,
	sign: true
};
export const TRAINING: Named<TrainingVerbs> = {
	introduceTrainer: true,
	formGroup: true,
	changeGroup: true,
	enrolLearner: true,
	stateEnrolment: true,
	planSessions: true,
	changeSession: true,
	moveSession: true,
	cancelSession: true,
	noteAttendance: true,
	noteAllPresent: true,
	undoAttendance: true,
	addWalkIn: true,
	tieLearner: true,
	assessObjective: true,
	makeNote: true,
	amendLearner: true,
	askEnrolment: true,
	strikeSignature: true,
	coherenceOf: true,
	auditSignatures: true,
	sealPaper: true
};
export const COURSES: Named<CourseVerbs> = {
	describeCourse: true,
	withdrawCourse: true,
	writeLesson: true,
	writeQuiz: true
};
