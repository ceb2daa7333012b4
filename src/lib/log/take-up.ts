import type { Device } from '../domain/device';
import { byOrder, type Fact } from '../domain/facts';
import type { FactId } from '../domain/ids';
import { pagesOf } from '../domain/kinds';
import type { FactRow } from '../domain/rows';
import type { TakeUp } from '../ports/fact-log';
import type { Tx } from '../ports/tables';
import { commit } from './commit';
import { deviceIn } from './device-row';
import { REFUSED, refusedIn } from './refused-row';

/**
 * Says refused facts anew, one after the other, each on the pages as the one before
 * has left them: a departure finds the arrival that was taken up with it.
 */
export async function takeUp(
	tx: Tx,
	keys: readonly string[],
	decide: TakeUp
): Promise<{ facts: readonly Fact[]; device: Device }> {
	const renamed = new Map<FactId, FactId>();
	for (const { fact, handled } of await tx.range('facts', REFUSED))
		if (handled?.is === 'taken-up') renamed.set(fact._id, handled.as);
	const rows = (await tx.many('facts', keys)).flatMap((row) => row ?? []);
	const facts: Fact[] = [];
	let device = await deviceIn(tx);
	for (const row of rows.sort((a, b) => byOrder(a.fact, b.fact))) {
		const refused = refusedIn(row);
		if (!refused || row.handled?.is === 'taken-up') continue;
		const done = await commit(tx, pagesOf(row.fact), (read, device) => {
			const draft = decide(refused, device, { read, renamed });
			return { drafts: draft ? [draft] : [], result: undefined };
		});
		const [fact] = done.facts;
		if (!fact) continue;
		({ device } = done);
		facts.push(fact);
		renamed.set(row.fact._id, fact._id);
		await tx.put('facts', [{ ...row, handled: { is: 'taken-up', as: fact._id } }]);
	}
	return { facts, device };
}

/** Puts refused facts away, or brings them back. What was taken up is neither. */
export async function putAway(tx: Tx, keys: readonly string[], away: boolean): Promise<void> {
	const rows = (await tx.many('facts', keys)).flatMap((row) => row ?? []);
	const open = rows.filter((row) => row.refused && row.handled?.is !== 'taken-up');
	await tx.put(
		'facts',
		open.map(({ handled: _before, ...row }): FactRow =>
			away ? { ...row, handled: { is: 'put-away' } } : row
		)
	);
}
