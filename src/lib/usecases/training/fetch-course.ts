import { database, reportId } from '../../domain/ids';
import { parseContents, parseItem } from '../../domain/training/parse-reports';
import type { FactLog, Reader } from '../../ports/fact-log';
import type { Failure } from '../../ports/network';
import type { Office } from '../../ports/office';

export interface Shelf {
	/** Lessons and quizzes there are to read. */
	readonly total: number;
	/** Those that are on this device, in their last version. */
	readonly here: readonly string[];
	readonly missing: readonly { readonly item: string; readonly of: string }[];
	/** What is missing weighs so much, bytes before compression. */
	readonly bytes: number;
}

/** What this device has of a course, and what it lacks. */
export async function shelfOf(read: Reader, course: string): Promise<Shelf> {
	const contents = parseContents(await read.report(database.public, reportId.contents(course)));
	const items = Object.entries(contents?.items ?? {});
	const kept = await Promise.all(
		items.map(async ([item, { of }]) => {
			const there = parseItem(await read.report(database.network, reportId.lesson(course, item)));
			return there?.of === of;
		})
	);
	const missing = items.filter((_, i) => !kept[i]);
	return {
		total: items.length,
		here: items.filter((_, i) => kept[i]).map(([item]) => item),
		missing: missing.map(([item, { of }]) => ({ item, of })),
		bytes: missing.reduce((sum, [, { bytes }]) => sum + (Number(bytes) || 0), 0)
	};
}

/**
 * Fetches what is missing of a course, one lesson after the other, each kept as it
 * comes: what a cut interrupts goes on where it was. Whoever watches the shelf sees
 * how far it is.
 */
export async function fetchCourse(
	{ log, office }: { log: FactLog; office: Pick<Office, 'lesson'> },
	course: string
): Promise<
	{ readonly whole: true } | { readonly failed: 'no-room' } | { readonly failure: Failure }
> {
	for (const { item, of } of (await shelfOf(log, course)).missing) {
		const answer = await office.lesson({ course, item, of });
		if ('failure' in answer) return answer;
		const report = { id: reportId.lesson(course, item), body: answer.ok };
		if ((await log.shelve(database.network, [report])) === 'no-room') return { failed: 'no-room' };
	}
	return { whole: true };
}
