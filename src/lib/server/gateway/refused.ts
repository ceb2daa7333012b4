import { createHash } from 'node:crypto';
import { canonical } from '../../domain/facts';
import { opsId, parseFactId } from '../../domain/ids';
import type { Refusal } from '../../domain/parse';
import type { Holder } from '../../domain/rights';
import type { Clock } from '../../ports/clock';
import type { Store } from '../store/store';
import { raiseAlarm } from './alarms';
import { asideAs } from './names';

export interface Rejected {
	readonly value: unknown;
	readonly why: Refusal;
}

/** Who has sent what was refused. */
export interface Sender {
	readonly holder: Holder;
	readonly device: string;
	/** Device names that are the holder's. */
	readonly names: ReadonlySet<string>;
}

/** What becomes of facts that are not stored where they were sent. */
export interface Refusals {
	/**
	 * Keeps what was refused, cut short, for a coordinator to look at. A refused
	 * number is not a lost one, where it is of one of the sender's own names.
	 */
	refused(sender: Sender, rejected: readonly Rejected[]): Promise<void>;
	/** Numbers of facts that were taken and not kept: they were not lost, and nothing else is said of them. */
	forgotten(device: string, ids: readonly string[]): Promise<void>;
}

/** Characters kept of a refused document. */
const KEPT = 4_000;
/** More refusals than this within the hour are a fault or an attack: an alarm says so, and of the rest only numbers are kept. */
const MOST_AN_HOUR = 500;
const HOUR = 3_600_000;

export function createRefusals(store: Store, clock: Clock): Refusals {
	let hour = 0;
	const counts = new Map<string, number>();

	/** How many more may be kept of an account in this hour. */
	function allowance(account: string, wanted: number): number {
		const now = Math.floor(clock.now() / HOUR);
		if (now !== hour) counts.clear();
		hour = now;
		const before = counts.get(account) ?? 0;
		counts.set(account, before + wanted);
		return Math.max(0, MOST_AN_HOUR - before);
	}

	return {
		async refused({ holder: { role, account }, device, names }, rejected) {
			// Who has no account leaves nothing behind: anybody may knock.
			if (rejected.length === 0 || role === 'visitor') return;
			const most = allowance(account, rejected.length);
			const docs = [
				...rejected.slice(0, most).map((one) => documentOf({ device, names }, one)),
				...rejected.slice(most).flatMap((one) => numberOf({ device, names }, one))
			];
			const at = clock.now();
			await store.insert(
				'ops',
				docs.map((doc) => ({ ...doc, at }))
			);
			if (rejected.length > most) await raiseAlarm(store, clock, 'flood', account, { device });
		},
		async forgotten(device, ids) {
			if (ids.length === 0) return;
			const at = clock.now();
			const docs = ids.map((id) => ({ _id: opsId.refused(id, 'erased'), device, at }));
			await store.insert('ops', docs);
		}
	};
}

type By = Pick<Sender, 'device' | 'names'>;

function documentOf({ device, names }: By, { value, why }: Rejected) {
	const body = textOf(value);
	// Of the many bodies somebody may try under one id, one is enough to be looked at.
	const digest = why.code === 'id-taken' ? 'taken' : digestOf(body);
	const given = (value as { _id?: unknown } | null)?._id;
	const text = typeof given === 'string' ? given.slice(0, 200).replace(/[^\w.~-]/g, '?') : '';
	const id = asideAs(text, (name) => names.has(name));
	const person = (value as { person?: unknown } | null)?.person;
	return {
		_id: opsId.refused(id, digest),
		device,
		why,
		// Whom it is about, also where the body is cut before it says so: they may ask to be forgotten.
		...(typeof person === 'string' && { person: person.slice(0, 40).toWellFormed() }),
		body: body.slice(0, KEPT).toWellFormed()
	};
}

function numberOf({ device, names }: By, { value }: Rejected) {
	const id = (value as { _id?: unknown } | null)?._id;
	const author = typeof id === 'string' && parseFactId(id)?.device;
	if (typeof id !== 'string' || !author || !names.has(author)) return [];
	return [{ _id: opsId.refused(id, 'more'), device }];
}

const digestOf = (text: string): string =>
	createHash('sha256').update(text).digest('hex').slice(0, 16);

function textOf(value: unknown): string {
	try {
		return canonical(value);
	} catch {
		// Nested too deeply to be walked: the fact that it was refused is kept, its body is not.
		return '';
	}
}
