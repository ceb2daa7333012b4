import { pageKey } from '../../domain/ids';
import type { LearnerPage } from '../../domain/pages';
import { rollOf } from '../../domain/training/roll';
import { withTied } from '../../domain/training/tied';
import type { Reader } from '../../ports/fact-log';

/** Somebody's way through their courses, whatever they were called when they came. */
export async function wayOf(read: Reader, person: string): Promise<LearnerPage> {
	const learner = await read.page('learner', pageKey.learner(person));
	const elsewhere = Object.entries(learner.was).filter(([, id]) => id !== person);
	const lines = await Promise.all(
		elsewhere.map(async ([id]) => {
			const page = await read.page('session', pageKey.session(id));
			if (!page.session) return [];
			const group = await read.page('group', pageKey.group(page.session.group));
			return rollOf(page, group)
				.filter((line) => line.person === person)
				.map((line) => [id, line] as const);
		})
	);
	return withTied(learner, lines.flat());
}
