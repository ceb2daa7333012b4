import type { Verifier } from './codes';
import { factId, type DatabaseName, type Slug } from './ids';
import type { At, Draft, Fact, Json } from './facts';

/** What a device is used as, by its enrolment. It decides what it asks the server for. */
export type Role = 'kiosk' | 'host' | 'trainer' | 'coordinator' | 'member';

/** What a device knows of itself, one record, changed only in a transaction of its log. */
export interface Device {
	readonly device: string;
	/** Names it had before: what it wrote under them is its own as well. */
	readonly formerly?: readonly string[];
	/** Raised whenever the store turns out missing, restored or cloned. */
	readonly epoch: number;
	/** The last number given to a fact in this epoch; 0 before the first. */
	readonly seq: number;
	/** The highest Lamport count written or seen. */
	readonly count: number;
	readonly role?: Role;
	readonly centre?: Slug;
	/** The account its enrolment gave it. */
	readonly account?: string;
	/** A phone's person, and that person's own database. */
	readonly person?: string;
	readonly own?: DatabaseName;
	/** What badges are checked against: a P-256 point, base64url. */
	readonly networkKey?: string;
	/** The network's signature over `certificateText`: what shows others, offline, that this device's key is its own. */
	readonly certificate?: string;
	/** On a trainer's device: who trains with it, a person's random id. */
	readonly trainer?: string;
	/** What a staff member's local code is checked against, where the device is theirs alone. */
	readonly lock?: Verifier;
	/** The server has said that this device is revoked. */
	readonly revoked?: true;
	/** Orders applied: all up to this number. */
	readonly applied?: number;
	/** The server's rolling token: proof that this is the same store as last time. */
	readonly token?: string;
	/** Which server store the cursors belong to. */
	readonly instance?: string;
	/** Server clock minus this clock, milliseconds, when last measured. */
	readonly offset?: number;
	readonly offsetAt?: number;
	/** What the browser answered when asked to keep the data. */
	readonly persisted?: boolean;
}

/**
 * Numbers and counts for new facts, without a gap and above everything seen.
 * Pure: the caller commits facts and device together or not at all.
 */
export function allocate(
	device: Device,
	drafts: readonly Draft[]
): { device: Device; facts: Fact[] } {
	let { seq, count } = device;
	const facts = drafts.map((draft): Fact => {
		seq += 1;
		count += 1;
		const { day, scope, kind, v, at, by, fields } = draft;
		const _id = factId({ day, scope, device: device.device, epoch: device.epoch, seq });
		return { _id, kind, v, count, at, by, ...present(fields) };
	});
	return { device: { ...device, seq, count }, facts };
}

const present = (fields: Draft['fields']): Record<string, Json> =>
	Object.fromEntries(
		Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined)
	);

/** A count above which every later fact of this device will sort. */
export const witness = (device: Device, facts: readonly Fact[]): Device => {
	const count = facts.reduce((most, fact) => Math.max(most, fact.count), device.count);
	return count === device.count ? device : { ...device, count };
};

/** The days a role keeps at hand, counted from today. */
export const windowOf = (role: Role | undefined): { back: number; ahead: number } =>
	role === 'host' ? { back: 60, ahead: 60 } : { back: 7, ahead: 60 };

/** When a fact is written, with what this device knows of its clock's error. */
export const stamp = (wall: number, { offset, offsetAt }: Device): At => ({
	wall,
	...(offset !== undefined &&
		offsetAt !== undefined &&
		Math.abs(offset) > CLOCK_IS_RIGHT && { offset, offsetAge: wall - offsetAt })
});

/** A smaller difference says more about the link than about the clock, milliseconds. */
export const CLOCK_IS_RIGHT = 60_000;

/** True where people should be told that this device's clock is wrong. */
export const isClockOff = ({ offset }: Pick<Device, 'offset'>): boolean =>
	Math.abs(offset ?? 0) > 5 * CLOCK_IS_RIGHT;
