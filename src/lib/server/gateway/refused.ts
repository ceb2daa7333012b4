import { createHash } from 'node:crypto';
import { canonical } from '../../domain/facts';
import { opsId } from '../../domain/ids';
import type { Refusal } from '../../domain/parse';
import type { Store } from '../store/store';

export interface Rejected {
	readonly value: unknown;
	readonly why: Refusal;
}

const KEPT = 4_000;

/**
 * Keeps what was refused, cut short, for a coordinator to look at. A refused
 * number counts as present: it was not lost.
 */
export async function recordRefusals(
	store: Store,
	device: string,
	rejected: readonly Rejected[]
): Promise<void> {
	if (rejected.length === 0) return;
	const docs = rejected.map(({ value, why }) => {
		const body = textOf(value);
		const digest = createHash('sha256').update(body).digest('hex').slice(0, 16);
		const given = (value as { _id?: unknown } | null)?._id;
		const id = typeof given === 'string' ? given.slice(0, 200).replace(/[^\w.~-]/g, '?') : '';
		return {
			_id: opsId.refused(id, digest),
			device,
			why,
			body: body.slice(0, KEPT).toWellFormed()
		};
	});
	await store.insert('ops', docs);
}

function textOf(value: unknown): string {
	try {
		return canonical(value);
	} catch {
		// Nested too deeply to be walked: the fact that it was refused is kept, its body is not.
		return '';
	}
}
