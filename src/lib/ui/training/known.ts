import { database, reportsOf } from '../../domain/ids';
import { findableBy } from '../../domain/people';
import { isRecord } from '../../domain/parse';
import type { Reader } from '../../ports/fact-log';
import { alphabetically } from '../formats';

/** Somebody this device knows by name. */
export interface Known {
	readonly person: string;
	readonly name: string;
	readonly number?: string;
	readonly employer?: string;
	readonly findable: string;
}

/** Everybody who follows or followed a course, by name; who turned out to be somebody else is that one. */
export async function knownLearners(read: Reader): Promise<readonly Known[]> {
	const [pages, reports] = await Promise.all([
		read.pages('learner'),
		read.reports(database.learners, reportsOf.learner)
	]);
	const found = new Map<string, Known>();
	const add = (person: string, name: string, more: Partial<Known>): void => {
		found.set(person, { person, name, ...more, findable: findableBy({ name, ...more }) });
	};
	for (const [key, page] of pages) {
		const person = key.slice(key.indexOf(':') + 1);
		const isAnother = Object.values(page.was).includes(person) && page.isNow !== person;
		if (page.name !== undefined && !isAnother)
			add(person, page.name, page.employer ? { employer: page.employer } : {});
	}
	for (const report of reports.values()) {
		if (!isRecord(report)) continue;
		const { person, name, number, employer } = report;
		if (typeof person !== 'string' || typeof name !== 'string') continue;
		add(person, name, {
			...(typeof number === 'string' && { number }),
			...(typeof employer === 'string' && { employer })
		});
	}
	return [...found.values()].sort((a, b) => alphabetically(a.name, b.name));
}
