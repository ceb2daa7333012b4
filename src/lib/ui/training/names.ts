import { database, pageKey, reportId } from '../../domain/ids';
import { isRecord } from '../../domain/parse';
import type { Reader } from '../../ports/fact-log';
import { m } from '../../paraglide/messages';
import { alphabetically } from '../formats';

/** What somebody who follows a course is called, and what their papers need. */
export interface Called {
	readonly name?: string;
	readonly employer?: string;
	/** Of their card, where they are registered at a centre. */
	readonly number?: string;
}
export type Names = ReadonlyMap<string, Called>;

/** What the server has told of somebody who is registered goes before what a trainer wrote down. */
export async function calledOf(read: Reader, person: string): Promise<Called> {
	const [told, page] = await Promise.all([
		read.report(database.learners, reportId.learner(person)),
		read.page('learner', pageKey.learner(person))
	]);
	const said = isRecord(told) ? told : {};
	const text = (field: string): string | undefined =>
		typeof said[field] === 'string' ? said[field] : undefined;
	const name = text('name') ?? page.name;
	const employer = page.employer ?? text('employer');
	const number = text('number');
	return {
		...(name !== undefined && { name }),
		...(employer !== undefined && { employer }),
		...(number !== undefined && { number })
	};
}

export async function namesOf(read: Reader, people: Iterable<string>): Promise<Names> {
	const each = [...new Set(people)];
	const called = await Promise.all(each.map((person) => calledOf(read, person)));
	return new Map(each.map((person, i) => [person, called[i]!]));
}

export const nameIn = (names: Names, person: string): string =>
	names.get(person)?.name ?? m.train_no_name();

/** By what people are called. */
export const byName =
	(names: Names) =>
	(a: { readonly person: string }, b: { readonly person: string }): number =>
		alphabetically(nameIn(names, a.person), nameIn(names, b.person));
