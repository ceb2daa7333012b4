import type { Fact } from '../../../src/lib/domain/facts';
import { database, opsId, reportId, type DatabaseName } from '../../../src/lib/domain/ids';
import { is, type FactOf } from '../../../src/lib/domain/kinds';
import { foldPage } from '../../../src/lib/domain/pages';
import { linkText, sealText } from '../../../src/lib/domain/training/seal';
import type { Doc } from '../../../src/lib/server/store/store';
import type { Reader } from '../../../src/lib/ports/fact-log';
import { reportKey } from '../../../src/lib/ports/tables';
import { audit } from '../../../src/lib/usecases/training/audit-signatures';
import { checkLink } from '../../../src/lib/usecases/training/check-link';
import { digestOf, keyChest, seededKeys } from '../../support/seeded-hand';
import type { Resting } from '../device-disk';
import { factsHeld } from '../held';
import type { Entry } from '../ledger';
import { NETWORK } from '../training';
import { tablets, type World } from '../world';
import { byPage } from './pages';
import type { End } from './server';

type Contents = ReadonlyMap<DatabaseName, readonly Doc[]>;
export type EndOf = (entry: Entry) => End | string;
type Signature = FactOf<'signature.given/1'>;

const keys = seededKeys(keyChest('nobody'));

/**
 * Chains of signatures: every seal holds by the product's own check; what is wrong
 * with a chain is found by a count of this file's own, shown by the audit on every
 * trainer's device and by an alarm, and nothing is where nothing was lost.
 */
export async function wrongChains(
	world: World,
	contents: Contents,
	all: readonly Fact[],
	end: EndOf
): Promise<string[]> {
	const wrong: string[] = [];
	const chains = new Map<string, Signature[]>();
	for (const fact of all) {
		if (!is(fact, 'signature.given/1')) continue;
		const { isSealed, isCertified } = await checkLink(keys, NETWORK.publicKey, {
			...{ ...fact, fact: fact._id }
		});
		if (!isSealed || !isCertified) wrong.push(`the seal of ${fact._id} does not hold`);
		const { chain } = fact.seal;
		chains.set(chain, [...(chains.get(chain) ?? []), fact]);
	}
	const whole = wholeChains(world, end);
	const training = new Map((contents.get(database.training) ?? []).map((doc) => [doc._id, doc]));
	const alarms = new Map((contents.get(database.ops) ?? []).map((doc) => [doc._id, doc]));
	const problems = new Map<string, readonly string[]>();
	for (const [chain, links] of chains) {
		const witness = training.get(reportId.witness(chain));
		const found = problemsOf(links, witness);
		problems.set(chain, found);
		const isAlarmed = alarms.get(opsId.alarm('chain', chain))?.['open'] === true;
		if (isAlarmed !== found.length > 0)
			wrong.push(`${chain} has ${found.join()}; its alarm is ${isAlarmed ? 'open' : 'not open'}`);
		if (found.some((one) => one.startsWith('fork'))) world.happened('chain forked');
		const last = Math.max(...links.map(({ seal }) => seal.n));
		if (!whole(chain)) continue;
		if (found.length > 0) wrong.push(`nothing of ${chain} was lost, and it has ${found.join()}`);
		else if (witness?.['n'] !== last)
			wrong.push(`${chain} reaches ${last}, its witness ${String(witness?.['n'])}`);
	}
	for (const { parts, disk } of tablets(world)) {
		const done = await audit({ log: readerOf(await disk.resting()), keys });
		if ('failed' in done) wrong.push(`${parts.name} cannot audit`);
		else
			for (const { chain, problems: shown } of done.chains) {
				const told = shown.map(({ is, n }) => `${is} ${n}`).sort();
				const there = [...(problems.get(chain) ?? [])].sort();
				if (told.join() !== there.join() && !hasMore(world))
					wrong.push(`${parts.name} shows ${told.join()} of ${chain}, which has ${there.join()}`);
			}
	}
	return wrong;
}

/** A screen may still have what a restore took from the server. */
const hasMore = ({ ledger }: World): boolean => ledger.dropped.size > 0;

/** True of a chain of which nothing was lost, put back or copied. */
function wholeChains({ ledger, training }: World, end: EndOf): (chain: string) => boolean {
	const lost = new Set(training!.doubted);
	for (const entry of ledger.entries()) {
		const { fact } = entry;
		if (is(fact, 'signature.given/1') && end(entry) !== 'on the server') lost.add(fact.seal.chain);
	}
	return (chain) => !lost.has(chain);
}

/** As `fork 3`, `gap 2`, `order 4`, `short 5`. */
function problemsOf(links: readonly Signature[], witness: Doc | undefined): readonly string[] {
	const places = new Map<number, Map<string, string | undefined>>();
	for (const { seal, ...fact } of links) {
		const here = places.get(seal.n) ?? new Map<string, string | undefined>();
		const digest = digestOf(linkText(sealText(fact as Signature, seal), seal.signature));
		places.set(seal.n, here.set(digest, seal.prev));
	}
	const last = Math.max(...places.keys());
	const found: string[] = [];
	for (let n = 1; n <= last; n += 1) {
		const here = places.get(n);
		const before = places.get(n - 1);
		if (!here) {
			if (n === 1 || before) found.push(`gap ${n}`);
			continue;
		}
		if (here.size > 1) found.push(`fork ${n}`);
		for (const prev of here.values()) {
			if (n > 1 && !before) continue;
			if (n === 1 ? prev !== undefined : !before!.has(String(prev))) found.push(`order ${n}`);
		}
	}
	const seen = Number(witness?.['n'] ?? 0);
	if (seen > last) found.push(`short ${seen}`);
	else if (seen > 0 && !places.get(seen)?.has(String(witness!['digest'])))
		found.push(`fork ${seen}`);
	return found;
}

/** What an audit reads, from a disk at rest. */
function readerOf(resting: Resting): Reader {
	const { device, pages, reports } = resting;
	return {
		afresh: async (sort: string) =>
			new Map(
				[...byPage(factsHeld(resting).map(({ fact }) => fact))].flatMap(([key, facts]) =>
					key.startsWith(`${sort}:`) ? [[key, foldPage(key, facts).value]] : []
				)
			),
		device: async () => device!,
		pages: async (sort: string) =>
			new Map(
				[...pages.values()].flatMap(({ key, value }) =>
					key.startsWith(`${sort}:`) ? [[key, value]] : []
				)
			),
		report: async (db: string, id: string) => reports.get(reportKey(db, id))?.body,
		reports: async (db: string, prefix: string) => {
			const from = reportKey(db, prefix);
			return new Map(
				[...reports].flatMap(([key, { body }]) =>
					key.startsWith(from) ? [[`${prefix}${key.slice(from.length)}`, body]] : []
				)
			);
		}
	} as unknown as Reader;
}
