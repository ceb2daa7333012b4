import type { DatabaseName, Slug } from './ids';
import type { Role } from './device';

/**
 * How devices and people become known to the server: what travels over
 * `/enrolment`, `/session`, `/quarantine` and `/manage/…`.
 */

/** What an invitation makes of the device that takes it. */
export interface Place {
	readonly role: Role;
	/** For a kiosk and a host: theirs. For a phone: the person's home. */
	readonly centre?: Slug;
	/** For a phone: whose. */
	readonly person?: string;
}

/** `POST /manage/invitations` with a `Place`: shown once, as a QR and as a code to type. */
export interface Invitation extends Place {
	/** Ten characters of `ALPHABET`; people see it as `abcde-fghjk`. Good for one device. */
	readonly code: string;
	/** Server clock, milliseconds. */
	readonly expires: number;
}

export const INVITATION_LENGTH = 10;
/** An invitation is good for so long, milliseconds. */
export const INVITATION_LIFE = 15 * 60_000;

/** What people may have typed for a code: capitals, spaces, dashes, and letters read for digits. */
export const cleanInvitation = (typed: string): string =>
	typed.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1').slice(0, 40);

export const shownInvitation = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;

/** `POST /enrolment`. Sent again with the same key after a lost answer, it is answered the same. */
export interface EnrolmentRequest {
	readonly code: string;
	/** The device's public key: 65 bytes of a P-256 point, uncompressed, base64url. */
	readonly key: string;
	/** What people call the device: "Tablette de l'entrée". */
	readonly label?: string;
}

/** What a device is told once, with its session in a cookie beside it. */
export interface Enrolled extends Place {
	readonly account: string;
	/** The person's own database. */
	readonly own?: DatabaseName;
	/** What badges are checked against, in the form of `EnrolmentRequest.key`. */
	readonly networkKey: string;
	/** The network's signature over `certificateText`: proof, offline, that this key is this device's. */
	readonly certificate: string;
}

export const certificateText = (
	{ account, role, centre, person }: Pick<Enrolled, 'account' | 'role' | 'centre' | 'person'>,
	key: string
): string => ['TCD1', account, role, centre ?? '', person ?? '', key].join('.');

/** What a device signs to prove that it holds its key. `subject` is a digest of what else is sent, if anything. */
export const proofText = (
	purpose: 'session' | 'quarantine',
	account: string,
	challenge: string,
	subject = ''
): string => ['telecentres', purpose, account, challenge, subject].join('|');

/** `POST /session`: a new cookie for who still holds the key. */
export interface SessionRequest {
	readonly account: string;
	/** From `GET /session`. */
	readonly challenge: string;
	readonly signature: string;
}

/** `POST /quarantine`: what a revoked device had not sent. `facts` is JSON of `[database, fact][]`. */
export interface QuarantineRequest extends SessionRequest {
	readonly facts: string;
}

/** Why a session is not one: `revoked` is said only to who proves to have had it. */
export type Unauthorized = 'unknown' | 'revoked';

/** An account as `GET /manage/devices` lists it. */
export interface DeviceListed extends Place {
	readonly account: string;
	readonly label?: string;
	/** Server clock, milliseconds. */
	readonly since: number;
	readonly revoked?: number;
	/** Names its facts carry; more than one where its store was copied. */
	readonly names: readonly string[];
	/** Server clock of the last exchange. */
	readonly seen?: number;
	/** Facts it had not sent then. */
	readonly waiting?: number;
	readonly heart?: Heart;
	/** It is the one that asks. */
	readonly self?: true;
	/** How much of it is kept aside since it was revoked. */
	readonly quarantined?: number;
}

/** What a device says of itself now and then. */
export interface Heart {
	readonly version?: string;
	/** Bytes used and allowed, as the browser says. */
	readonly used?: number;
	readonly quota?: number;
	/** The browser has promised to keep the data. */
	readonly persisted?: boolean;
	/** Server clock minus device clock, milliseconds. */
	readonly offset?: number;
	/** The last order it has applied, all before it included. */
	readonly applied?: number;
}

/** `GET /manage/quarantine`: a fact a revoked device had not sent. */
export interface Quarantined {
	readonly account: string;
	readonly at: number;
	readonly db: DatabaseName;
	/** As it came, cut short; not a fact until somebody says so. */
	readonly body: string;
}

/** `GET /manage/erasures`: an order, and the devices that have not confirmed it. */
export interface Erasure {
	readonly n: number;
	readonly person: string;
	/** Server clock, milliseconds. */
	readonly at: number;
	readonly awaited: readonly DeviceListed[];
}

/** `GET /manage/person/<id>`: everything the server holds about somebody. */
export interface Dossier {
	readonly person: string;
	readonly at: number;
	/** By database, documents that name the person, as they are. */
	readonly databases: Readonly<Record<DatabaseName, readonly unknown[]>>;
	readonly devices: readonly DeviceListed[];
}

/** Whether a calendar may read a person’s places at an address, and since when (server clock, milliseconds). */
export type CalendarLink = { readonly since: number } | { readonly none: true };

/** A new address: its secret is in this answer and nowhere else. */
export interface NewCalendarLink {
	readonly token: string;
	readonly since: number;
}

/** Where on the server a calendar asks. */
export const calendarPath = (token: string): string => `/calendar/${token}.ics`;
