import type { DayPage } from '../../../src/lib/domain/folds/day';
import type { Fact } from '../../../src/lib/domain/facts';
import type { Day } from '../../../src/lib/domain/ids';
import { pageKey } from '../../../src/lib/domain/ids';
import { foldPage } from '../../../src/lib/domain/pages';

/** What a page is asked to load. */
export interface LoadTask {
	readonly centre: string;
	readonly today: Day;
	/** How many facts there are: a load that ends with another number has failed. */
	readonly facts: number;
}

/** Milliseconds from the first thing the app did. */
export interface Loaded {
	/** Today's page can be read. */
	readonly usable: number;
	/** So can everything else. */
	readonly whole: number;
	/** Visits on today's page: equal for all, or somebody cheated. */
	readonly visits: number;
}

/** Today's page as anybody must make it who holds nothing but facts. */
export const dayPageOf = (centre: string, today: Day, facts: readonly Fact[]): DayPage =>
	foldPage(pageKey.day(centre, today), facts).value as DayPage;

export function check(task: LoadTask, facts: number): void {
	if (facts !== task.facts) throw new Error(`${facts} facts came, not ${task.facts}`);
}

/** Bytes this origin takes on the disk, as the browser has it. */
export async function bytesAtRest(): Promise<number> {
	const { usage = 0 } = await navigator.storage.estimate();
	return usage;
}
