import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SyncAnswer, SyncRequest } from '../../src/lib/domain/protocol';
import type { Segment } from '../../src/lib/domain/segments';

/** How long a network under test waits for a byte, milliseconds. */
export const PATIENCE = 400;
export const NEVER_MIND = 60_000;

export const request: SyncRequest = {
	sync: 1,
	device: 'k7f3',
	epoch: 1,
	acked: 0,
	waiting: 0,
	facts: [],
	cursors: { public: null },
	limit: 10
};
export const answer: SyncAnswer = { sync: 1, now: 1, instance: 'store1', token: 'é\u2028😀' };
export const JSON_TYPE = { 'content-type': 'application/json' };
export const LINES_TYPE = { 'content-type': 'application/x-ndjson' };

export function segment(day: string): Segment {
	const text = JSON.stringify([{ day, text: 'œuvre 😀'.repeat(30) }]);
	const hash = createHash('sha256').update(text).digest('base64url').slice(0, 16);
	return { db: 'centre_murat', day, hash, count: 1, text };
}
export const line = ({ day, hash, count, text }: Segment): string =>
	`${JSON.stringify({ day, hash, count })}\t${text}\n`;
export const wholeOf = (segments: readonly Segment[]): string => `${segments.map(line).join('')}\n`;
export const days = ['2026-11-20', '2026-11-19', '2026-11-18'].map(segment);
export const asked = { db: 'centre_murat', names: days.map(({ day, hash }) => ({ day, hash })) };

export type Handler = (response: ServerResponse, body: Buffer, request: IncomingMessage) => void;
