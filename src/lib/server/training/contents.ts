import { database, pageKey, reportId, reportsOf, type DatabaseName } from '../../domain/ids';
import type { CourseContents, PublishedItem } from '../../domain/training/reports';
import { lastWord } from '../../domain/training/heads';
import type { Course } from '../../domain/training/words';
import type { Duty } from '../relay/duty';
import { publish, publishAll } from '../relay/reports';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';
import type { KnownTraining } from './known';

const COURSE = pageKey.course('');

/**
 * Publishes what there is to read in a course: each lesson and each quiz that its
 * description names, as it was last written, and in `public` which those are.
 */
export function createContentsDuty(store: Store, known: KnownTraining): Duty {
	let isLookedThrough = false;

	async function make(id: string): Promise<void> {
		const course = lastWord(known.page('course', pageKey.course(id)).described)?.course;
		if (!course) return;
		const wanted = new Map<string, PublishedItem>();
		for (const [item, sort] of itemsOf(course)) {
			const published = itemIn(known, id, item, sort);
			if (published) wanted.set(item, published);
		}
		const reports = [...wanted].map(([item, body]) => [reportId.lesson(id, item), body] as const);
		await publishAll(
			store,
			database.network,
			[reportsOf.lesson(id)],
			new Map(reports.map(([name, body]) => [name, { ...body }]))
		);
		// Last: what is announced is there.
		const contents: CourseContents = {
			course: id,
			items: Object.fromEntries([...wanted].map(([item, body]) => [item, announced(body)]))
		};
		await publish(store, database.public, reportId.contents(id), { ...contents });
	}

	return {
		async seen(db: DatabaseName, docs: readonly Doc[]) {
			if (db !== database.public && db !== database.training) return;
			const named = docs.filter(isFactDoc).map(asFact).filter(isOfContents);
			if (named.length === 0) return;
			await known.refresh();
			for (const id of new Set(named.map(({ course }) => courseIn(course)))) await make(id);
		},
		/** Once a start: what is published may have been put together by an earlier version. */
		async sweepDone() {
			if (isLookedThrough) return;
			await known.refresh();
			for (const key of known.keys('course')) await make(key.slice(COURSE.length));
			isLookedThrough = true;
		}
	};
}

const isOfContents = ({ kind }: { kind: string }): boolean =>
	kind === 'course.described' || kind === 'lesson.written' || kind === 'quiz.written';

const courseIn = (course: unknown): string =>
	typeof course === 'string' ? course : String((course as { id: unknown }).id);

/** Of a course, in its order. */
const itemsOf = ({ modules }: Course): readonly (readonly [string, 'lesson' | 'quiz'])[] =>
	modules.flatMap(({ lessons, quiz }) => [
		...lessons.map(({ id }) => [id, 'lesson'] as const),
		...(quiz ? [[quiz.id, 'quiz'] as const] : [])
	]);

function itemIn(
	known: KnownTraining,
	course: string,
	item: string,
	sort: 'lesson' | 'quiz'
): PublishedItem | undefined {
	const page = known.page('lesson', pageKey.lesson(course, item));
	const word = sort === 'lesson' ? lastWord(page.texts) : lastWord(page.quizzes);
	if (!word) return undefined;
	const { fact, ...said } = word;
	return { of: fact, ...said };
}

const announced = (body: PublishedItem) => ({
	of: body.of,
	bytes: Buffer.byteLength(JSON.stringify(body))
});
