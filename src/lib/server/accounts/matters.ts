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
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';
import type { Answer } from './answer';
import type { AccountParts } from './parts';

type Parts = Pick<AccountParts, 'store' | 'clock'>;

const DAY = 86_400_000;
const LAST_DAY = '9999-12-31';

/** What waits for a coordinator: alarms, what was refused, whom hosts have to call, counted. */
export async function mattersFor({ store, clock }: Parts): Promise<Matters> {
	const there = new Set(await store.databases());
	return {
		alarms: await openAlarms(store),
		refused: await refusedSince(store, clock.now() - REFUSED_DAYS * DAY),
		untold: await untoldFrom(store, there, clock.now()),
		registered: await isAnybodyRegistered(store, there)
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

async function untoldFrom(
	store: Store,
	there: ReadonlySet<DatabaseName>,
	now: number
): Promise<Matters['untold']> {
	const found: { centre: string; count: number }[] = [];
	for (const page of await describedCentres(store)) {
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

async function isAnybodyRegistered(
	store: Store,
	there: ReadonlySet<DatabaseName>
): Promise<boolean> {
	for (const { centre } of await describedCentres(store)) {
		const db = database.people(centre.slug);
		if (!there.has(db)) continue;
		const docs = await store.range(db, '', '~');
		if (docs.some((doc) => isFactDoc(doc) && asFact(doc).kind === 'person.registered')) return true;
	}
	return false;
}
