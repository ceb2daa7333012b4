import { local } from '../../domain/calendar';
import { closuresOf } from '../../domain/folds/centre';
import { database, daysRange, opsRange, pageKey, type DatabaseName } from '../../domain/ids';
import {
	ALARMS,
	REFUSED_DAYS,
	type Alarm,
	type AlarmClosed,
	type Matters,
	type RefusedOf
} from '../../domain/matters';
import { foldPage, type LedgerPage } from '../../domain/pages';
import { isRecord } from '../../domain/parse';
import { untoldOf } from '../../domain/places/untold';
import type { Holder } from '../../domain/rights';
import { settleAlarm } from '../gateway/alarms';
import { describedCentres } from '../places/described';
import { byDayOf } from '../places/ledgers';
import { isOfPlace } from '../retention/age';
import { asFact, isFactDoc, type Changes, type Doc, type Store } from '../store/store';
import type { Answer } from './answer';
import type { AccountParts } from './parts';

type Parts = Pick<AccountParts, 'store' | 'clock'>;

const DAY = 86_400_000;
const READ_AT_ONCE = 100;
const LAST_DAY = '9999-12-31';

/** What waits for a coordinator: alarms, what was refused, whom hosts have to call, counted. */
export async function mattersFor({ store, clock }: Parts): Promise<Matters> {
	const there = new Set(await store.databases());
	const pages = await describedCentres(store);
	return {
		alarms: await openAlarms(store),
		refused: await refusedSince(store, clock.now() - REFUSED_DAYS * DAY),
		untold: await untoldFrom(store, pages, there, clock.now()),
		registered: await isAnybodyRegistered(store, pages, there)
	};
}

/** Said again, it changes nothing. */
export async function closeAlarm(
	{ store }: Parts,
	{ account }: Holder,
	{ what, subject }: AlarmClosed
): Promise<Answer<true>> {
	await settleAlarm(store, what, subject, account);
	return { ok: true };
}

async function openAlarms(store: Store): Promise<readonly Alarm[]> {
	const docs = await store.range(database.ops, ...opsRange('alarm'));
	return docs.flatMap(alarmIn).toSorted((a, b) => a.since - b.since);
}

function alarmIn({ what: sort, subject, since, open, detail }: Doc): readonly Alarm[] {
	const what = ALARMS.find((one) => one === sort);
	if (!what || open !== true || typeof subject !== 'string') return [];
	const { device, centres, lost, waiting, isVoid } = isRecord(detail) ? detail : {};
	// A numbering is called after its device.
	const named = what === 'gap' ? subject.split('.')[0] : device;
	const count = Array.isArray(lost) ? lost.length : waiting;
	return [
		{
			what,
			subject,
			since: Number(since),
			...(typeof named === 'string' && { device: named }),
			...(Array.isArray(centres) && { centres: centres.map(String) }),
			...(typeof count === 'number' && { count }),
			...(isVoid === true && { isVoid })
		}
	];
}

async function refusedSince(store: Store, since: number): Promise<readonly RefusedOf[]> {
	const byDevice = new Map<string, RefusedOf>();
	for (const doc of await store.range(database.ops, ...opsRange('refused'))) {
		const [device, at] = [String(doc['device']), Number(doc['at'])];
		// What somebody was forgotten with was taken, and is nobody's to look at.
		if (doc['why'] === undefined || !(at >= since)) continue;
		const before = byDevice.get(device) ?? { device, count: 0, last: at };
		byDevice.set(device, {
			device,
			count: before.count + 1,
			last: Math.max(before.last, at)
		});
	}
	return [...byDevice.values()].toSorted((a, b) => b.last - a.last);
}

type Described = Awaited<ReturnType<typeof describedCentres>>;

async function untoldFrom(
	store: Store,
	pages: Described,
	there: ReadonlySet<DatabaseName>,
	now: number
): Promise<Matters['untold']> {
	const found: { centre: string; count: number }[] = [];
	for (const page of pages) {
		const { centre } = page;
		const db = database.centre(centre.slug);
		if (!there.has(db)) continue;
		const docs = await store.range(db, ...daysRange(local(now).day, LAST_DAY));
		let count = 0;
		for (const [day, own] of byDayOf(docs)) {
			const key = pageKey.ledger(centre.slug, day);
			const ledger = foldPage(key, own.map(asFact).filter(isOfPlace)).value as LedgerPage;
			count += untoldOf(ledger, { centre, closures: closuresOf(page), day }).length;
		}
		if (count > 0) found.push({ centre: centre.slug, count });
	}
	return found;
}

/** Looked for from the beginning, and no further than to the first: a register may be long. */
async function isAnybodyRegistered(
	store: Store,
	pages: Described,
	there: ReadonlySet<DatabaseName>
): Promise<boolean> {
	for (const { centre } of pages) {
		const db = database.people(centre.slug);
		if (there.has(db) && (await holdsRegistered(store, db))) return true;
	}
	return false;
}

async function holdsRegistered(store: Store, db: DatabaseName): Promise<boolean> {
	let seq: string | null = null;
	for (;;) {
		const changes: Changes = await store.changes(db, seq, READ_AT_ONCE);
		// Made anew meanwhile: the next look will tell.
		if ('gone' in changes) return false;
		if (changes.docs.some((doc) => isFactDoc(doc) && doc['kind'] === 'person.registered'))
			return true;
		if (!changes.more) return false;
		seq = changes.seq;
	}
}
