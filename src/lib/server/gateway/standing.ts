import type { Heart } from '../../domain/accounts';
import { NOTHING_HELD, type Held } from '../../domain/gaps';
import { opsId, parseFactId, type Slug } from '../../domain/ids';
import type { Outcome, SyncAnswer, SyncRequest } from '../../domain/protocol';
import type { Holder, RoleName } from '../../domain/rights';
import type { Clock } from '../../ports/clock';
import type { Randomness } from '../../ports/randomness';
import type { Doc, Store } from '../store/store';
import { raiseAlarm } from './alarms';
import { isRemembered, meet, type Identity } from './identity';

/** What `ops` holds of a device. */
export interface DeviceDoc extends Identity {
	/** By epoch: the device has had an outcome for every number up to this one. */
	readonly acked: Readonly<Record<string, number>>;
	readonly seenAt: number;
	readonly waiting: number;
	readonly account: string;
	/** As its session says. */
	readonly role?: RoleName;
	readonly centre?: Slug;
	/** What it last said of itself. */
	readonly heart?: Heart;
}

export interface Standing {
	readonly told: Pick<SyncAnswer, 'token' | 'estranged' | 'resend'>;
	readonly isRemembered: boolean;
}

const SEEN_EVERY = 300_000;
const TOKEN_LENGTH = 10;

/**
 * Whether the store that speaks is the one that spoke last under this name. The
 * token rolls with every exchange that brought facts or a new claim, so two
 * copies of one store cannot both go on.
 */
export async function meetDevice(
	store: Store,
	{ account, role, centre }: Pick<Holder, 'account' | 'role' | 'centre'>,
	request: SyncRequest,
	outcomes: readonly Outcome[],
	{ clock, random }: { clock: Clock; random: Randomness }
): Promise<Standing> {
	const { device, epoch, waiting } = request;
	const fresh = random.text(TOKEN_LENGTH);
	let met = meet(undefined, request, fresh);
	let isWritten = false;
	let remembers = true;
	let unsent = 0;
	await store.revise('ops', opsId.device(device), (doc) => {
		const before = doc as unknown as DeviceDoc | undefined;
		met = meet(before, request, fresh);
		unsent = before?.waiting ?? 0;
		remembers = isRemembered(before, request);
		// What was claimed stays claimed: a request may be late, or lost facts on their way again.
		const claimed = Math.max(request.acked, before?.acked[epoch] ?? 0);
		isWritten =
			met.mustWrite === true ||
			outcomes.length > 0 ||
			request.heart !== undefined ||
			before?.acked[epoch] !== claimed ||
			clock.now() - before.seenAt > SEEN_EVERY;
		if (!isWritten) return undefined;
		const acked = { ...before?.acked, [epoch]: claimed };
		const heart = request.heart ?? before?.heart;
		// What came with this very request waits no more.
		const left = Math.max(0, waiting - outcomes.length);
		return {
			...met.identity,
			account,
			role,
			...(centre && { centre }),
			acked,
			seenAt: clock.now(),
			waiting: left,
			heart
		};
	});
	if (met.isClone) await raiseAlarm(store, clock, 'clone', `${device}.${epoch}`, { device });
	// What it had not sent when it was last heard of, and may have written since, is lost.
	if (met.isReset)
		await raiseAlarm(store, clock, 'reset', `${device}.${epoch}`, { device, waiting: unsent });
	const resend = await lost(store, request, outcomes);
	const told = {
		...((isWritten || !met.rolls) && met.told),
		...(Object.keys(resend).length > 0 && { resend })
	};
	return { told, isRemembered: remembers };
}

/**
 * Numbers this device was told are safe and that are not here, as the relay
 * found. What it has just brought is here, whether or not the relay has seen it.
 */
async function lost(
	store: Store,
	{ device, formerly = [] }: SyncRequest,
	outcomes: readonly Outcome[]
): Promise<Record<string, number[]>> {
	const brought = new Set(outcomes.map(({ id }) => numberOf(id)));
	const resend: Record<string, number[]> = {};
	for (const name of [device, ...formerly]) {
		const prefix = opsId.gap(`${name}.`);
		for (const doc of await store.range('ops', prefix, `${prefix}\uffff`)) {
			const author = doc._id.slice(opsId.gap('').length);
			const isStill = (seq: number): boolean => !brought.has(`${author}~${seq}`);
			const { lost = [] } = doc as unknown as GapDoc;
			const still = lost.filter(isStill);
			if (still.length > 0) resend[author] = still;
			if (still.length < lost.length)
				await store.revise('ops', doc._id, (before) => {
					const now = heldIn(before);
					return { ...now, lost: now.lost?.filter(isStill) ?? [] };
				});
		}
	}
	return resend;
}

/** The number a fact has with its author, `device.epoch~number`. */
function numberOf(id: string): string {
	const parts = parseFactId(id);
	return parts ? `${parts.device}.${parts.epoch}~${parts.seq}` : '';
}

/** What the relay writes of the numbers of one author, `device.epoch`. */
export interface GapDoc extends Held {
	/** Claimed to be safe and not here; the relay finds them, whoever brings them strikes them out. */
	readonly lost?: readonly number[];
	/** An alarm is open about numbers of this author. */
	readonly alarmed?: boolean;
}

export const heldIn = (doc: Doc | undefined): GapDoc =>
	doc ? (doc as unknown as GapDoc) : NOTHING_HELD;
