import { cleanText } from '../../domain/training/free-text';
import { pageKey, partsOf, type FactId } from '../../domain/ids';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import { trainingDraft, type NoRoom } from './drafts';
import { groupProblem, type GroupForm, type GroupProblem } from './form-group';

/** Says what has changed about a group, and nothing of what has not: another trainer may have changed that. */
export async function changeGroup(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ group, ...form }: GroupForm & { readonly group: FactId }
): Promise<{ readonly changed: boolean } | { readonly wrong: GroupProblem } | NoRoom> {
	const wrong = groupProblem(form);
	if (wrong) return { wrong };
	const wall = clock.now();
	const key = pageKey.group(group);
	const done = await log.commit([key], (read, device) => {
		const before = read(key, 'group').group;
		const after = { ...form, title: cleanText(form.title) };
		const change = Object.fromEntries(
			(['title', 'capacity', 'from', 'to'] as const)
				.filter((field) => before?.[field] !== after[field])
				.map((field) => [field, after[field]])
		);
		if (!before || Object.keys(change).length === 0) return { drafts: [], result: false };
		const place = { scope: partsOf(group).scope };
		return {
			drafts: [trainingDraft(wall, device)('group.changed', place, { group, change })],
			result: true
		};
	});
	return 'failed' in done ? done : { changed: done.result };
}
