import { NOTHING_HELD, type Held } from '../../domain/gaps';
import { opsId } from '../../domain/ids';
import type { Outcome, SyncAnswer, SyncRequest } from '../../domain/protocol';
import type { Clock } from '../../ports/clock';
import type { Randomness } from '../../ports/randomness';
import type { Doc, Store } from '../store/store';
import { raiseAlarm } from './alarms';

/** What `ops` holds of a device. */
export interface DeviceDoc {
	readonly epoch: number;
	/** The token last given, and the one it replaced: the answer that brought it may have been lost. */
	readonly token: string;
	readonly previous?: string;
	/** By epoch: the device has an outcome for every number up to this one. */
	readonly acked: Readonly<Record<string, number>>;
	readonly seenAt: number;
	readonly waiting: number;
	readonly role?: string;
	readonly centre?: string;
	readonly version?: string;
}

type Standing = Pick<SyncAnswer, 'token' | 'estranged' | 'resend'>;

const SEEN_EVERY = 300_000;
const TOKEN_LENGTH = 10;

/**
 * Whether the store that speaks is the one that spoke last under this name. The
 * token rolls with every exchange that brought facts or a new claim, so two
 * copies of one store cannot both go on.
 */
export async function meetDevice(
	store: Store,
	request: SyncRequest,
	outcomes: readonly Outcome[],
	{ clock, random }: { clock: Clock; random: Randomness }
): Promise<Standing> {
	const fresh = random.text(TOKEN_LENGTH);
	let standing: Standing = {};
	let cloned = false;
	await store.revise('ops', opsId.device(request.device), (doc) => {
		const before = doc as unknown as DeviceDoc | undefined;
		const met = meet(before, request, fresh);
		({ standing, cloned } = met);
		const acked = { ...before?.acked, [request.epoch]: request.acked };
		const worthWriting =
			met.after !== undefined ||
			outcomes.length > 0 ||
			before?.acked[request.epoch] !== request.acked ||
			clock.now() - before.seenAt > SEEN_EVERY;
		if (!worthWriting) return undefined;
		const roll = met.after ?? { epoch: request.epoch, token: fresh, previous: request.token };
		standing = { ...standing, token: roll.token };
		return {
			...roll,
			acked,
			seenAt: clock.now(),
			waiting: request.waiting,
			role: request.role,
			centre: request.centre,
			version: request.version
		};
	});
	if (cloned)
		await raiseAlarm(store, clock, 'clone', `${request.device}.${request.epoch}`, {
			device: request.device
		});
	const resend = await lost(store, request);
	return Object.keys(resend).length > 0 ? { ...standing, resend } : standing;
}

interface Met {
	readonly standing: Standing;
	readonly cloned: boolean;
	/** What the device's document must now say; `undefined` where it may stay. */
	readonly after?: { epoch: number; token: string; previous?: string };
}

function meet(before: DeviceDoc | undefined, request: SyncRequest, fresh: string): Met {
	const { epoch, token } = request;
	if (!before || epoch > before.epoch)
		return { standing: {}, cloned: false, after: { epoch, token: fresh } };
	if (epoch < before.epoch) {
		// Another copy of this store has already moved on: this one must take another name.
		const { token, previous } = before;
		const after = { epoch: before.epoch, token, ...(previous && { previous }) };
		return { standing: { estranged: { fork: true } }, cloned: true, after };
	}
	const known = token === before.token || token === before.previous;
	// The very first answer of an epoch may have been lost: then there is no token to show yet.
	if (known || (token === undefined && before.previous === undefined))
		return { standing: {}, cloned: false };
	const next = epoch + 1;
	return {
		standing: { estranged: { epoch: next } },
		cloned: true,
		after: { epoch: next, token: fresh }
	};
}

/** Numbers this device was told are safe and that are not here, as the relay found. */
async function lost(store: Store, { device }: SyncRequest): Promise<Record<string, number[]>> {
	const prefix = opsId.gap(`${device}.`);
	const docs = await store.range('ops', prefix, `${prefix}\uffff`);
	return Object.fromEntries(
		docs.flatMap((doc) => {
			const { lost } = doc as unknown as GapDoc;
			return lost?.length ? [[doc._id.slice(prefix.length), [...lost]]] : [];
		})
	);
}

/** What the relay writes of the numbers of one author, `device.epoch`. */
export interface GapDoc extends Held {
	readonly lost?: readonly number[];
}

export const heldIn = (doc: Doc | undefined): Held =>
	doc ? (doc as unknown as GapDoc) : NOTHING_HELD;

