import type { Enrolled, Place as Stand } from '../../src/lib/domain/accounts';
import type { Holder } from '../../src/lib/domain/rights';
import { nodeChecks, type Checks } from '../../src/lib/server/accounts/checks';
import { enrol } from '../../src/lib/server/accounts/enrolment';
import { newInvitation } from '../../src/lib/server/accounts/invitations';
import { createAccounts, type AccountParts } from '../../src/lib/server/accounts/parts';
import { askerOf, type Asker } from '../../src/lib/server/accounts/sessions';
import { createRate } from '../../src/lib/server/http/rate';
import type { Doc, Store } from '../../src/lib/server/store/store';
import { newKeys, type DeviceKeys } from '../support/enrol';
import { seededRandomness } from '../support/kiosk';
import { NOON } from './gateway-bench';

export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** One server process as far as accounts go, with a clock to be set by hand. */
export interface AccountsBench {
	readonly parts: AccountParts;
	readonly clock: { now(): number; set(wall: number): void; pass(milliseconds: number): void };
	/** What work it has done since last asked, in order: what an answer's time is made of. */
	work(): readonly string[];
}

/** Another seed for each process beside the first: no two make the same secrets. */
export function openAccounts(store: Store, seed = 1): AccountsBench {
	let wall = NOON;
	let did: string[] = [];
	const clock = {
		now: () => wall,
		set: (to: number) => void (wall = to),
		pass: (milliseconds: number) => void (wall += milliseconds)
	};
	const counted = <T extends object>(thing: T, name: string): T =>
		Object.fromEntries(
			Object.entries(thing).map(([key, value]) => [
				key,
				typeof value !== 'function'
					? value
					: (...args: unknown[]): unknown => {
							did.push(`${name}.${key}`);
							return value(...args);
						}
			])
		) as T;
	const parts = createAccounts({
		store: counted(store, 'store'),
		clock,
		random: seededRandomness(seed),
		rate: createRate(clock),
		checks: counted<Checks>(nodeChecks, 'checks')
	});
	return {
		parts,
		clock,
		work() {
			const done = did;
			did = [];
			return done;
		}
	};
}

/** A device as it is once it has been enrolled. */
export interface Known extends DeviceKeys {
	readonly account: string;
	readonly enrolled: Enrolled;
	/** As the browser shows it. */
	readonly cookie: string;
	/** As its session says. */
	readonly holder: Holder;
}

export const KIOSK: Stand = { role: 'kiosk', centre: 'murat' };
export const HOST: Stand = { role: 'host', centre: 'murat' };
export const COORDINATOR: Stand = { role: 'coordinator' };
export const MARIE = 'p_marie0001';
export const PHONE: Stand = { role: 'member', centre: 'murat', person: MARIE };

/** Invites a device by the server's own hand and lets it take the invitation. */
export async function enrolAs(
	{ parts }: AccountsBench,
	stand: Stand,
	{ keys = newKeys(), label }: { readonly keys?: DeviceKeys; readonly label?: string } = {}
): Promise<Known> {
	const { code } = await newInvitation(parts, stand);
	return taken(
		parts,
		await enrol(parts, { code, key: keys.key, ...(label && { label }) }, '::1'),
		keys
	);
}

/** The device that an answer makes of a key. */
export async function taken(
	parts: AccountParts,
	answer: Awaited<ReturnType<typeof enrol>>,
	keys: DeviceKeys
): Promise<Known> {
	if ('refused' in answer) throw new Error(answer.refused);
	const cookie = shown(answer.cookie);
	const asker = await askerOf(parts, withCookie(cookie));
	if (!('holder' in asker)) throw new Error(asker.unauthorized);
	const { account } = answer.ok;
	return { ...keys, account, enrolled: answer.ok, cookie, holder: asker.holder };
}

/** What a browser sends back of a `Set-Cookie`. */
export const shown = (cookie: string | undefined): string => cookie?.split(';')[0] ?? '';

export const withCookie = (cookie: string): Pick<Request, 'headers'> => ({
	headers: new Headers({ cookie })
});

export const whoIs = ({ parts }: AccountsBench, cookie: string): Promise<Asker> =>
	askerOf(parts, withCookie(cookie));

/** Everything a database holds. */
export const allOf = (store: Store, db: string): Promise<readonly Doc[]> =>
	store.range(db, '', '\uffff');
