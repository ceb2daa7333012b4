import Dexie, { liveQuery } from 'dexie';
import { browserRandomness, localStorageMark } from '../../../src/lib/adapters/browser/device';
import { openDexieTables } from '../../../src/lib/adapters/dexie/tables';
import { local } from '../../../src/lib/domain/calendar';
import type { Centre } from '../../../src/lib/domain/centres';
import { allocate, type Device } from '../../../src/lib/domain/device';
import type { Draft, Fact } from '../../../src/lib/domain/facts';
import type { DayPage } from '../../../src/lib/domain/folds/day';
import { database, pageKey, partsOf, type Day } from '../../../src/lib/domain/ids';
import { addToPage, foldPage, type Page } from '../../../src/lib/domain/pages';
import { learnedRow, waitingRow } from '../../../src/lib/domain/rows';
import { segmentText } from '../../../src/lib/domain/segments';
import { openLog } from '../../../src/lib/log/log';
import { TABLES } from '../../../src/lib/ports/tables';
import { checkIn } from '../../../src/lib/usecases/check-in';
import { strictDexie } from './dexie';
import { factsOfDay, openPouch } from './pouch';
import { committed, openRaw, settled, STRICT } from './raw';
import { dayPageOf } from './task';

/** What is there before anybody taps. */
export interface Present {
	readonly centre: Centre;
	readonly today: Day;
	readonly facts: readonly Fact[];
}

/** One way to keep a day, and to show it while it changes. */
export interface Writer {
	/** Makes ready what the next `put` writes: nobody waits for this. */
	prepare(person: string): void;
	/** Resolves when what was prepared is on the disk. */
	put(): Promise<void>;
	/** Shows the day's page now and whenever it changes; the answer ends it. */
	show(render: (page: DayPage) => void): () => void;
	close(): Promise<void>;
}

const HERE = { device: 'tb5n8qkd', epoch: 1 } as const;

export async function ourWriter(name: string, { centre, today, facts }: Present): Promise<Writer> {
	const mark = localStorageMark(name);
	const { log } = await openLog(openDexieTables(name), mark, browserRandomness);
	await log.configure({ role: 'host', centre: centre.slug });
	const db = database.centre(centre.slug);
	const now = Date.now();
	const [todays, before] = splitAt(today, facts);
	await log.absorb(
		{ sync: 1, now, instance: 'bench', news: { [db]: { cursor: '1.1', facts: todays } } },
		{ receivedAt: now }
	);
	for (const [day, group] of before)
		await log.land({ db, day, hash: '', text: segmentText(group), count: group.length });
	const around = { log, clock: { now: () => Date.now() }, random: browserRandomness };
	const reason = 'work';
	const category = 'employee';
	let person = '';
	return {
		prepare: (who) => (person = who),
		async put() {
			const done = await checkIn(around, { centre, person, reason, category });
			if ('failed' in done || done.again) throw new Error('nothing was written');
		},
		show(render) {
			const key = pageKey.day(centre.slug, today);
			const watch = log.watch((read) => read.page('day', key)).subscribe({ next: render });
			return () => watch.unsubscribe();
		},
		close: async () => log.close()
	};
}

function splitAt(today: Day, facts: readonly Fact[]): [Fact[], Map<Day, Fact[]>] {
	const byDay = new Map<Day, Fact[]>();
	for (const fact of facts) {
		const { day } = partsOf(fact._id);
		byDay.set(day, [...(byDay.get(day) ?? []), fact]);
	}
	const todays = byDay.get(today) ?? [];
	byDay.delete(today);
	return [todays, byDay];
}

/** The same fact, page and device as ours writes, made beforehand: the others only have to keep them. */
export function sameRows({ centre, today, facts }: Present) {
	let device: Device = { ...HERE, seq: 0, count: facts.length };
	let page = foldPage(
		pageKey.day(centre.slug, today),
		facts.filter(({ _id }) => partsOf(_id).day === today)
	);
	return {
		first: (): Page => page,
		next(person: string) {
			const wall = Date.now();
			const draft: Draft = {
				day: local(wall).day,
				scope: centre.slug,
				db: database.centre(centre.slug),
				kind: 'visit.arrived',
				v: 1,
				at: { wall },
				by: person,
				fields: { person, reason: 'work', category: 'employee', closes: wall + 3_600_000 }
			};
			const made = allocate(device, [draft]);
			device = made.device;
			const [fact] = made.facts as [Fact];
			page = addToPage(structuredClone(page), [fact])!;
			return { fact, row: waitingRow({ db: draft.db, fact }), page, device };
		}
	};
}

const SCHEMA = Object.fromEntries(
	Object.entries(TABLES).map(([table, { key, indexes }]) => [
		table,
		[key, ...indexes.map((index) => (index === 'pages' ? '*pages' : index))].join(',')
	])
);

export async function dexieWriter(name: string, present: Present): Promise<Writer> {
	const { centre, today, facts } = present;
	const rows = sameRows(present);
	const db: Dexie = strictDexie(name);
	db.version(1).stores(SCHEMA);
	const filed = facts.map((fact) => learnedRow({ db: database.centre(centre.slug), fact }));
	await db.table('facts').bulkPut(filed);
	await db.table('pages').put(rows.first());
	let next = rows.next('p_00000000');
	return {
		prepare: (person) => (next = rows.next(person)),
		put: () =>
			db.transaction('rw', ['facts', 'pages', 'meta'], async () => {
				await db.table('facts').put(next.row);
				await db.table('pages').put(next.page);
				await db.table('meta').put({ key: 'device', device: next.device });
			}),
		show(render) {
			const key = pageKey.day(centre.slug, today);
			const watch = liveQuery(() => db.table<Page>('pages').get(key)).subscribe({
				next: (page) => render(page!.value as DayPage)
			});
			return () => watch.unsubscribe();
		},
		close: async () => db.close()
	};
}

export async function rawWriter(name: string, present: Present): Promise<Writer> {
	const { centre, today, facts } = present;
	const rows = sameRows(present);
	const db = await openRaw(name, (fresh) => {
		const table = fresh.createObjectStore('facts', { keyPath: 'id' });
		table.createIndex('out', 'out');
		table.createIndex('pages', 'pages', { multiEntry: true });
		table.createIndex('refused.code', 'refused.code');
		fresh.createObjectStore('pages', { keyPath: 'key' });
		fresh.createObjectStore('meta', { keyPath: 'key' });
	});
	const filling = db.transaction(['facts', 'pages'], 'readwrite', STRICT);
	for (const fact of facts)
		filling.objectStore('facts').put(learnedRow({ db: database.centre(centre.slug), fact }));
	filling.objectStore('pages').put(rows.first());
	await committed(filling);
	let next = rows.next('p_00000000');
	let shown = (): void => {};
	return {
		prepare: (person) => (next = rows.next(person)),
		async put() {
			const writing = db.transaction(['facts', 'pages', 'meta'], 'readwrite', STRICT);
			writing.objectStore('facts').put(next.row);
			writing.objectStore('pages').put(next.page);
			writing.objectStore('meta').put({ key: 'device', device: next.device });
			await committed(writing);
			shown();
		},
		show(render) {
			const key = pageKey.day(centre.slug, today);
			const read = async (): Promise<void> => {
				const page = await settled(db.transaction('pages').objectStore('pages').get(key));
				render((page as Page).value as DayPage);
			};
			shown = () => void read();
			shown();
			return () => (shown = () => {});
		},
		close: async () => db.close()
	};
}

interface Following {
	on(event: 'change', told: () => void): void;
	cancel(): void;
}

/** PouchDB keeps the fact alone: a page in the same transaction is more than it can promise. */
export async function pouchWriter(name: string, present: Present): Promise<Writer> {
	const { centre, today, facts } = present;
	const rows = sameRows(present);
	const db = openPouch(name);
	await db.bulkDocs(facts as never);
	let next = rows.next('p_00000000');
	return {
		prepare: (person) => (next = rows.next(person)),
		async put() {
			await db.put(next.fact as never);
		},
		show(render) {
			const read = async (): Promise<void> =>
				render(dayPageOf(centre.slug, today, await factsOfDay(db, today)));
			const live = { live: true, since: 'now', return_docs: false };
			const changes = db.changes(live) as unknown as Following;
			changes.on('change', () => void read());
			void read();
			return () => changes.cancel();
		},
		close: () => db.close()
	};
}

export const WRITERS = {
	ours: ourWriter,
	raw: rawWriter,
	dexie: dexieWriter,
	pouch: pouchWriter
} as const;
export type WriterName = keyof typeof WRITERS;
