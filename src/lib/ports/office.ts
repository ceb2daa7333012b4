import type {
	CalendarLink,
	DeviceListed,
	Dossier,
	Enrolled,
	EnrolmentRequest,
	Erasure,
	Invitation,
	NewCalendarLink,
	Place,
	Quarantined
} from '../domain/accounts';
import type { AlarmClosed, Matters } from '../domain/matters';
import type { FenceRequest, HeldPlaces } from '../domain/places/fences';
import type { HolderName } from '../domain/places/holders';
import type { FactId } from '../domain/ids';
import type { PublishedItem } from '../domain/training/reports';
import type { Failure } from './network';

/** What can only be done while the server answers. It never throws for what links do. */
export interface Office {
	/** Takes an invitation; `refused` for one that is unknown, used or over: nobody is told which. */
	enrol(request: EnrolmentRequest): Promise<Answered<Enrolled> | { readonly refused: true }>;
	/** What this device was made by its enrolment, where its session is good and its memory is not. */
	me(): Promise<Answered<Enrolled>>;
	/** Ends this device's own account. */
	signOut(): Promise<Answered<true>>;
	invite(place: Place): Promise<Answered<Invitation>>;
	devices(): Promise<Answered<readonly DeviceListed[]>>;
	revoke(account: string): Promise<Answered<true>>;
	quarantine(): Promise<Answered<readonly Quarantined[]>>;
	erasures(): Promise<Answered<readonly Erasure[]>>;
	/** Everything the server holds about a person; a phone may ask for its own. */
	dossier(person: string): Promise<Answered<Dossier>>;
	/** Whether a calendar can read the places of this phone’s person. */
	calendar(): Promise<Answered<CalendarLink>>;
	/** Makes an address for it; the one before answers no more. */
	linkCalendar(): Promise<Answered<NewCalendarLink>>;
	unlinkCalendar(): Promise<Answered<true>>;
	/** What kiosks may give, and what was taken back: for a coordinator. */
	fences(): Promise<Answered<readonly HeldPlaces[]>>;
	/** Takes everything back from a kiosk; the server does so within seconds. */
	fence(request: FenceRequest): Promise<Answered<readonly HolderName[]>>;
	/** What waits for a coordinator's decision. */
	matters(): Promise<Answered<Matters>>;
	/** Somebody has looked at an alarm. */
	closeAlarm(alarm: AlarmClosed): Promise<Answered<true>>;
	/** A lesson or a quiz of a course, in the version `of` or a later one. */
	lesson(item: LessonAsked): Promise<Answered<PublishedItem>>;
}

export type Answered<T> = { readonly ok: T } | { readonly failure: Failure };

export interface LessonAsked {
	readonly course: string;
	readonly item: string;
	readonly of: FactId;
}
