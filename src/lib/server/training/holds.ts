import { local } from '../../domain/calendar';
import { canonical } from '../../domain/facts';
import {
	database,
	opsId,
	pageKey,
	parseFactId,
	partsOf,
	reportId,
	reportsOf,
	type DatabaseName,
	type Day,
	type FactId
} from '../../domain/ids';
import type { Clock } from '../../ports/clock';
import { peopleIn } from '../relay/people';
import type { Duty } from '../relay/duty';
import { GONE, isGone, publish } from '../relay/reports';
import { firstKept } from '../retention/age';
import { log } from '../retention/log';
import { spend } from '../retention/spent';
import { isFactDoc, type Doc, type Store } from '../store/store';
import type { KnownTraining } from './known';

export interface HoldParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly known: KnownTraining;
	/** For how long papers are kept after the last that is said of somebody, days. */
	readonly days: number;
}

export interface Holds {
	/** Whether papers about somebody need no longer be kept. */
	isOver(person: string): Promise<boolean>;
	/** Once a day, names of learners leave whose papers need no longer be kept. */
	readonly duty: Duty;
}

/** Where the clearing of names stands. */
interface Cleared {
	/** Everybody of whom nothing was said since has left. */
	readonly before?: Day;
	/** By person, when something of them came (server clock) whose days were over already: a clock that is years late. */
	readonly arrived: Readonly<Record<string, number>>;
}

const { learners, ops } = database;
const ID = opsId.retention(learners);

/**
 * Papers of training are kept by law, so what somebody is called stays in `learners`
 * when they are forgotten elsewhere, and goes by itself when the law no longer asks
 * for it. Attendance and signatures stay, under ids that name nobody any more.
 */
export function createHolds({ store, clock, known, days }: HoldParts): Holds {
	let clearedOn: Day | undefined;

	/** The last day of which anything is said of somebody; `named` is what `learners` has. */
	async function lastDayOf(person: string, named: readonly Doc[]): Promise<Day> {
		const own = named.filter((doc) => doc['person'] === person && isFactDoc(doc));
		const ids = own.map(({ _id }) => _id);
		let last = '';
		const seen = (day: Day): void => void (last = day > last ? day : last);
		for (const { _id, session, group, on } of known.facts(pageKey.learner(person))) {
			ids.push(_id);
			if (isFactId(session)) ids.push(session);
			const its = isFactId(group) ? known.page('group', pageKey.group(group)).group : undefined;
			if (its) seen(its.to);
			if (typeof on === 'string') seen(on);
		}
		for (const id of ids) seen(partsOf(id).day);
		return last;
	}

	const limit = (): Day => firstKept(clock.now(), days);
	const names = (): Promise<readonly Doc[]> => store.range(learners, '', '\uffff');

	async function isPast(person: string, named: readonly Doc[], state: Cleared): Promise<boolean> {
		const came = state.arrived[person];
		if (came !== undefined && local(came).day >= limit()) return false;
		return (await lastDayOf(person, named)) < limit();
	}

	/** Notes whose first word came with days that are over already: no clock makes a name leave as it comes. */
	async function noteArrivals(docs: readonly Doc[]): Promise<void> {
		const people = [...peopleIn(docs)];
		if (people.length === 0) return;
		await known.refresh();
		const state = clearedIn(await store.get(ops, ID));
		const before = state.before ?? limit();
		const odd: string[] = [];
		for (const person of people)
			if (state.arrived[person] === undefined)
				if ((await lastDayOf(person, docs)) < before) odd.push(person);
		if (odd.length === 0) return;
		const came = Object.fromEntries(odd.map((person) => [person, clock.now()]));
		await revise(store, ({ before, arrived }) => ({
			...(before !== undefined && { before }),
			arrived: { ...came, ...arrived }
		}));
	}

	async function clear(): Promise<void> {
		await known.refresh();
		const named = await names();
		const state = clearedIn(await store.get(ops, ID));
		const going = new Set<string>();
		for (const person of peopleNamed(named))
			if (await isPast(person, named, state)) going.add(person);
		const facts = named.filter((doc) => isFactDoc(doc) && going.has(String(doc['person'])));
		if (going.size > 0) {
			await spend(
				store,
				facts.map(({ _id }) => _id)
			);
			const before = limit();
			await log(store, clock.now(), { db: learners, removed: going.size, before });
			const isTheirs = (doc: Doc): boolean => going.has(String(doc['person']));
			await store.rewrite(learners, (doc) => !isTheirs(doc));
			// Trainers’ devices hear of it by this.
			for (const person of going) await publish(store, learners, reportId.learner(person), GONE);
		}
		const before = (state.before ?? '') > limit() ? state.before! : limit();
		await revise(store, ({ arrived }) => ({
			before,
			arrived: Object.fromEntries(Object.entries(arrived).filter(([person]) => !going.has(person)))
		}));
	}

	return {
		async isOver(person) {
			await known.refresh();
			return isPast(person, await names(), clearedIn(await store.get(ops, ID)));
		},
		duty: {
			async seen(db: DatabaseName, docs: readonly Doc[]) {
				if (db === learners || db === database.training) await noteArrivals(docs);
			},
			async sweepDone() {
				const { day } = local(clock.now());
				if (clearedOn === day) return;
				await clear();
				clearedOn = day;
			}
		}
	};
}

const isFactId = (id: unknown): id is FactId => typeof id === 'string' && !!parseFactId(id);

const peopleNamed = (docs: readonly Doc[]): ReadonlySet<string> => {
	const reports = docs.filter((doc) => doc._id.startsWith(reportsOf.learner) && !isGone(doc));
	return new Set([
		...peopleIn(docs),
		...reports.map(({ _id }) => _id.slice(reportsOf.learner.length))
	]);
};

const clearedIn = (doc: Doc | undefined): Cleared => ({
	...(typeof doc?.['before'] === 'string' && { before: doc['before'] }),
	arrived: (doc?.['arrived'] as Cleared['arrived'] | undefined) ?? {}
});

const revise = (store: Store, decide: (state: Cleared) => Cleared): Promise<void> =>
	store.revise(ops, ID, (doc) => {
		const before = clearedIn(doc);
		const after = decide(before);
		return doc && canonical(after) === canonical(before) ? undefined : { ...after };
	});
