import { END_OF_LINES, type SegmentHeader } from '../../domain/protocol';
import { toBase64Url } from '../../domain/base64url';
import type { Segment } from '../../domain/segments';
import type { Failure } from '../../ports/network';
import type { Line, Reached } from './ask';
import type { HandOver } from './hand-over';
import { linesOf, Stalled } from './stream';

/** Reads an answer's segments and hands each over once its hash holds; says what broke, if anything did. */
export async function readSegments(
	{ patience }: Line,
	{ response, giveUp }: Extract<Reached, { response: Response }>,
	db: string,
	keeping: HandOver<Segment>
): Promise<Failure | undefined> {
	let whole = false;
	try {
		for await (const line of linesOf(response, patience, giveUp)) {
			whole = line === END_OF_LINES;
			if (whole) continue;
			const segment = await parseSegment(db, line);
			if (!segment) return { why: 'misunderstood' };
			await keeping.give(segment);
		}
		// Something on the way may end an answer as if that were all.
		return whole ? undefined : { why: 'no-link' };
	} catch (error) {
		return { why: error instanceof Stalled ? 'timeout' : 'no-link' };
	}
}

async function parseSegment(db: string, line: string): Promise<Segment | undefined> {
	const tab = line.indexOf('\t');
	try {
		const { day, hash, count } = JSON.parse(line.slice(0, tab)) as SegmentHeader;
		const text = line.slice(tab + 1);
		return (await hashOf(text)) === hash ? { db, day, hash, count, text } : undefined;
	} catch {
		return undefined;
	}
}

/** As the server names segments: the first 96 bits of SHA-256. */
async function hashOf(text: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return toBase64Url(new Uint8Array(digest).subarray(0, 12));
}
