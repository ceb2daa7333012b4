import { witness, type Device } from '../domain/device';
import { sameBody, type Fact } from '../domain/facts';
import { isReportId, partsOf, type PageKey } from '../domain/ids';
import { pagesOf } from '../domain/kinds';
import { parseFiled } from '../domain/parse';
import type { Page } from '../domain/pages';
import type { News, SyncAnswer } from '../domain/protocol';
import { asideRow, besideRow, isMine, learnedRow, settledRow, type FactRow } from '../domain/rows';
import { keeps } from '../domain/subscriptions';
import type { Absorbed } from '../ports/fact-log';
import type { Randomness } from '../ports/randomness';
import { reportKey, type Tx } from '../ports/tables';
import { deviceIn, putDevice } from './device-row';
import { newEpoch, renamed } from './open';
import { pagesWith, refold } from './page-facts';
import { requeue, startOver } from './requeue';

/** Takes an answer in, within the one transaction it is given. */
export async function absorb(
	tx: Tx,
	answer: SyncAnswer,
	receivedAt: number,
	random: Randomness
): Promise<Absorbed> {
	const before = await deviceIn(tx);
	const elsewhere = before.instance !== undefined && before.instance !== answer.instance;
	if (elsewhere) await startOver(tx, before);
	const settled = await settle(tx, before, answer, receivedAt);
	const learned = await learn(tx, before, answer);
	if (answer.resend) await requeue(tx, before, answer.resend);
	const seen = witness(before, learned.facts);
	const isOlder = learned.facts.some((fact) => isBeyond(before, fact));
	const told: Device = {
		...seen,
		instance: answer.instance,
		offset: answer.now - receivedAt,
		offsetAt: receivedAt,
		...(answer.token !== undefined && { token: answer.token })
	};
	const next = answer.estranged ?? (isOlder ? { fork: true as const } : undefined);
	await putDevice(tx, estranged(told, { ...answer, estranged: next }, random));
	return { settled, learned: learned.facts.length, rejected: learned.rejected };
}

/** True of a number of this very epoch that this store has not given out: it is a copy, or an older state. */
function isBeyond({ device, epoch, seq }: Device, { _id }: Fact): boolean {
	const author = partsOf(_id);
	return author.device === device && author.epoch === epoch && author.seq > seq;
}

function estranged(device: Device, { estranged, token }: SyncAnswer, random: Randomness): Device {
	if (!estranged) return device;
	if ('fork' in estranged) return newEpoch(renamed(device, random.text(8)), 1);
	const next = newEpoch(device, estranged.epoch);
	return token === undefined ? next : { ...next, token };
}

/** Each outcome speaks of one fact, by its id; whatever it does not name stays as it was. */
async function settle(tx: Tx, device: Device, answer: SyncAnswer, at: number): Promise<number> {
	const outcomes = answer.outcomes ?? [];
	const rows = await tx.many(
		'facts',
		outcomes.map(({ id }) => id)
	);
	const settled: FactRow[] = [];
	const given: FactRow[] = [];
	const refused: FactRow[] = [];
	const pardoned: FactRow[] = [];
	outcomes.forEach((outcome, i) => {
		const row = rows[i];
		if (row?.out === undefined) return;
		const after = settledRow(row, outcome, at);
		if (row.refused) pardoned.push(after);
		if (outcome.is === 'refused') refused.push(after);
		else (keeps(device, row.db) ? settled : given).push(after);
	});
	await tx.put('facts', [...settled, ...refused]);
	await tx.remove(
		'facts',
		given.map(({ id }) => id)
	);
	await refoldPagesOf(tx, [...refused, ...given, ...pardoned]);
	return settled.length + given.length + refused.length;
}

/** Pages that lost a fact, or got one back. One that lost its last is gone. */
async function refoldPagesOf(tx: Tx, rows: readonly FactRow[]): Promise<void> {
	for (const key of new Set(rows.flatMap((row) => pagesOf(row.fact)))) {
		const page = await refold(tx, key);
		if (page.last) await tx.put('pages', [page]);
		else await tx.remove('pages', [key]);
	}
}

async function learn(
	tx: Tx,
	device: Device,
	answer: SyncAnswer
): Promise<{ facts: readonly Fact[]; rejected: number }> {
	const all: Fact[] = [];
	let rejected = 0;
	for (const [db, news] of Object.entries(answer.news ?? {})) {
		const filed = parseFiled(db, news.facts ?? []);
		rejected += (news.facts?.length ?? 0) - filed.length;
		const known = await tx.many(
			'facts',
			filed.map(({ fact }) => fact._id)
		);
		const fresh: FactRow[] = [];
		const displaced: FactRow[] = [];
		filed.forEach((one, i) => {
			const there = known[i];
			if (there && sameBody(there.fact, one.fact)) return;
			const row = learnedRow(one);
			if (!there) fresh.push(row);
			else if (there.db !== db) fresh.push(besideRow(row));
			else if (isMine(device, row.id) && !isUnsettled(there)) rejected += 1;
			else {
				// Copies of one store gave this id twice. Which of the two is the fact, the server says.
				displaced.push(there);
				fresh.push(row);
			}
		});
		const aside = displaced.filter(isUnsettled).map(asideRow);
		await tx.put('facts', [...fresh, ...aside]);
		await refoldPagesOf(tx, displaced);
		all.push(...fresh.map(({ fact }) => fact));
		await keepReports(tx, db, news);
		await keepCursor(tx, db, news);
	}
	const keys = [...new Set(all.flatMap((fact) => pagesOf(fact)))];
	const stored = await tx.many('pages', keys);
	const byKey = new Map<PageKey, Page | undefined>(keys.map((key, i) => [key, stored[i]]));
	await tx.put('pages', await pagesWith(tx, all, byKey));
	return { facts: all, rejected };
}

/** An own fact the server has not taken: where a copy of this store was quicker, it never will. */
const isUnsettled = (row: FactRow | undefined): row is FactRow =>
	row?.out !== undefined || row?.refused !== undefined;

const keepReports = (tx: Tx, db: string, news: News): Promise<void> =>
	tx.put(
		'reports',
		(news.reports ?? [])
			.filter(({ id }) => isReportId(id))
			.map(({ id, body }) => ({ key: reportKey(db, id), body }))
	);

async function keepCursor(tx: Tx, db: string, news: News): Promise<void> {
	const before = await tx.get('cursors', db);
	const pending = news.segments ?? before?.pending ?? [];
	await tx.put('cursors', [{ db, cursor: news.cursor, ...(pending.length > 0 && { pending }) }]);
}
