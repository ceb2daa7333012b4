import { local, shiftDay } from '../../domain/calendar';
import type { Fact } from '../../domain/facts';
import {
	centreOfDatabase,
	database,
	opsId,
	ordersId,
	partsOf,
	reportId,
	sortOfDatabase,
	type DatabaseName,
	type Day,
	type FactId,
	type Slug
} from '../../domain/ids';
import { is } from '../../domain/kinds';
import { isServerName } from '../../domain/places/holders';
import type { PlaceRules } from '../../domain/places/rules';
import type { Clock } from '../../ports/clock';
import type { Randomness } from '../../ports/randomness';
import { everyOrder } from '../erasure/orders';
import type { Duty } from '../relay/duty';
import { publish } from '../relay/reports';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';
import { USUAL_PLACES, type PlaceSettings } from './config';
import { copy } from './copying';
import { everyFence } from './fencing';
import { endPlacesIn, type Forgotten } from './forgetting';
import { askForKept } from './keeping';
import { readKiosks } from './kiosks';
import { createLedgers, type LedgerDay, type Ledgers } from './ledgers';
import { namingOf, type Naming } from './naming';
import { numberingNow } from './numbering';
import { createOrigins, type Origins } from './origins';
import { createCentresKnown } from './premises';
import { createReceipts } from './receipts';
import { dayKey, serveDay, type Circumstances } from './serving';
import { endReplaced } from './succession';
import { createTelling, type Telling } from './telling';

export interface PlacesParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly random: Randomness;
	readonly settings?: Partial<PlaceSettings>;
}

/** Made at the first use: the naming is read from the store. */
interface Tools {
	readonly naming: Naming;
	readonly ledgers: Ledgers;
	readonly origins: Origins;
	readonly telling: Telling;
}

/**
 * The server as a holder of places: copies what phones say, answers what is asked
 * of it, passes to kiosks what they may give, and tells people. All it remembers
 * it can read again; what it has said already it does not say twice.
 *
 * Longer than others: it is where every part of it meets.
 */
export function createPlacesDuty(given: PlacesParts): Duty {
	const { store, clock, random } = given;
	const settings = { ...USUAL_PLACES, ...given.settings };
	/** What screens say of it is what holds. */
	const rules: PlaceRules = { grace: settings.grace };
	const centres = createCentresKnown(store);
	const receipts = createReceipts(store);
	/** When a day is to be looked at, though nothing changes. */
	const due = new Map<string, { readonly centre: Slug; readonly day: Day; readonly at: number }>();
	/** Centres all of whose days are to be looked at. */
	const stale = new Set<Slug>();
	/** Databases of people who have said something of what is not known yet. */
	const waiting = new Set<DatabaseName>();
	/** Facts of people’s own databases that need not be looked at again. */
	const copied = new Set<FactId>();
	/** People who may be told, and could not before. */
	const reachable = new Set<string>();
	const settled = new Set<FactId>();
	let tools: Promise<Tools> | undefined;
	let around: Circumstances | undefined;
	let forgotten: Forgotten | undefined;
	let lookedOn: Day | undefined;
	let isSaid = false;

	async function prepare(): Promise<Tools> {
		const naming = await namingOf(store, random);
		const ledgers = createLedgers({ store, clock }, naming);
		const origins = createOrigins({ store, clock }, naming);
		for (const db of await origins.readAll()) waiting.add(db);
		return { naming, ledgers, origins, telling: createTelling({ store, clock, origins }) };
	}
	function ready(): Promise<Tools> {
		return (tools ??= prepare().catch((error: unknown) => {
			tools = undefined;
			throw error;
		}));
	}

	/** Read again after anything that it says may have changed. */
	async function circumstances(): Promise<Circumstances> {
		const numbering = await numberingNow({ store, clock, random, settings });
		const { kiosks, fences } = around ?? {
			kiosks: await readKiosks(store),
			fences: await everyFence(store)
		};
		if (around && around.numbering.epoch !== numbering.epoch) await everythingIsStale();
		return (around = { numbering, kiosks, fences });
	}

	const everythingIsStale = async (): Promise<void> => {
		for (const centre of await centres.all()) stale.add(centre);
	};

	/** Read again after an order. */
	const toBeForgotten = async (): Promise<Forgotten> =>
		(forgotten ??= new Map((await everyOrder(store)).map(({ person, at }) => [person, at])));

	async function serve(ledger: LedgerDay, known: Circumstances): Promise<void> {
		const { naming, ledgers, origins, telling } = await ready();
		const parts = { clock, settings, ledgers, centres, receipts, origins };
		const { centre, day } = ledger;
		// What a late device still says of somebody, or a backup brings back.
		const orders = await toBeForgotten();
		if (day >= local(clock.now()).day)
			await endPlacesIn({ naming, ledgers }, ledger, (person) => orders.get(person));
		const at = await serveDay(parts, ledger, known);
		const key = dayKey(centre, day);
		if (at === undefined) due.delete(key);
		else due.set(key, { centre, day, at });
		const { epoch } = known.numbering;
		for (const { old, by } of await endReplaced({ ledgers, origins }, ledger, epoch, settled))
			telling.succeeded(old, by);
		await askForKept({ store, clock, naming, ledgers, origins }, ledger);
	}

	/** Every day of a centre that may still be given. */
	async function lookThrough(centre: Slug): Promise<void> {
		// One that has no databases, or that nobody has described, has no places to give.
		if (!(await centres.all()).includes(centre)) return void stale.delete(centre);
		const { ledgers } = await ready();
		const known = await circumstances();
		const today = local(clock.now()).day;
		const days = new Map<Day, LedgerDay>();
		for (const ledger of await ledgers.since(centre, shiftDay(today, -1)))
			days.set(ledger.day, ledger);
		for (let ahead = 0; ahead <= settings.horizon; ahead += 1) {
			const day = shiftDay(today, ahead);
			if (!days.has(day)) days.set(day, ledgers.nothing(centre, day));
		}
		for (const ledger of days.values()) await serve(ledger, known);
		stale.delete(centre);
	}

	async function copyFrom(db: DatabaseName, days: Iterable<Day>): Promise<void> {
		const { naming, ledgers, origins } = await ready();
		const parts = { store, clock, naming, origins, ledgers, centres };
		let isWaiting = false;
		for (const fact of await origins.read(db, days)) {
			if (copied.has(fact._id)) continue;
			if ((await copy(parts, db, fact)) === 'waits') isWaiting = true;
			else copied.add(fact._id);
		}
		if (isWaiting) waiting.add(db);
		else waiting.delete(db);
	}

	async function hearCentre(centre: Slug, facts: readonly Fact[]): Promise<void> {
		const changed = new Set<Day>();
		const claims = new Map<Day, FactId[]>();
		for (const fact of facts) {
			const { day, device } = partsOf(fact._id);
			if (!fact.kind.startsWith('place.')) continue;
			if (is(fact, 'place.claimed/1')) claims.set(day, [...(claims.get(day) ?? []), fact._id]);
			// What the server has passed on itself asks nothing of anybody.
			if (!is(fact, 'place.transferred/1') || !isServerName(device)) changed.add(day);
		}
		if (changed.size === 0) return;
		const { ledgers, telling } = await ready();
		const known = await circumstances();
		for (const [day, ids] of claims) await receipts.note(centre, day, ids, clock.now());
		for (const day of changed) {
			const ledger = await ledgers.read(centre, day);
			await serve(ledger, known);
			await telling.tell(ledger);
		}
	}

	async function hear(db: DatabaseName, docs: readonly Doc[]): Promise<void> {
		if (db === database.ops) return hearOps(docs);
		if (db === database.accounts) return hearAccounts(docs);
		if (db === database.orders) return hearOrders(docs);
		const facts = docs.filter(isFactDoc).map(asFact);
		if (facts.length === 0) return;
		if (sortOfDatabase(db) === 'member')
			return copyFrom(db, new Set(facts.map(({ _id }) => partsOf(_id).day)));
		const centre = centreOfDatabase(db);
		if (centre && db === database.centre(centre)) return hearCentre(centre, facts);
		if (db !== database.public) return;
		// Courses and their half-days are public, too, and change no place by themselves.
		const described = facts.filter(({ kind }) => kind.startsWith('centre.'));
		if (described.length > 0) centres.forget();
		for (const { _id } of described) stale.add(partsOf(_id).scope);
	}

	async function hearOps(docs: readonly Doc[]): Promise<void> {
		if (docs.some(({ _id }) => _id === opsId.instance)) await circumstances();
		// Phones come and go all day.
		if (docs.some(({ _id, role }) => _id.startsWith(opsId.device('')) && role === 'kiosk'))
			await hearOfKiosks();
		if (docs.some(({ _id }) => _id.startsWith(opsId.fence('')))) {
			const fences = await everyFence(store);
			await everythingIsStale();
			around = { ...(await circumstances()), fences };
		}
	}

	/** What came in while the order was carried out has to go as well. */
	async function hearOrders(docs: readonly Doc[]): Promise<void> {
		if (!docs.some(({ _id }) => _id.startsWith(ordersId.erasure('')))) return;
		const before = forgotten;
		forgotten = undefined;
		if ((await toBeForgotten()).size !== before?.size) await everythingIsStale();
	}

	async function hearOfKiosks(): Promise<void> {
		const before = await circumstances();
		const kiosks = await readKiosks(store);
		const named = ({ met }: typeof kiosks, centre: Slug): string =>
			met
				.flatMap((one) =>
					one.centre === centre && one.isCurrent && !one.revoked ? [one.holder] : []
				)
				.join();
		for (const centre of await centres.all())
			if (named(before.kiosks, centre) !== named(kiosks, centre)) stale.add(centre);
		around = { ...before, kiosks };
	}

	async function hearAccounts(docs: readonly Doc[]): Promise<void> {
		for (const { person } of docs) if (typeof person === 'string') reachable.add(person);
		await hearOfKiosks();
	}

	/** What could not be told before, or could not be copied. */
	async function catchUp(): Promise<void> {
		for (const db of [...waiting]) await copyFrom(db, []);
		if (reachable.size === 0) return;
		const { ledgers, telling } = await ready();
		const yesterday = shiftDay(local(clock.now()).day, -1);
		const wanted = new Set(reachable);
		for (const centre of await centres.all())
			for (const ledger of await ledgers.since(centre, yesterday))
				await telling.tell(ledger, wanted);
		for (const person of wanted) reachable.delete(person);
	}

	return {
		async seen(db: DatabaseName, docs: readonly Doc[]) {
			await hear(db, docs);
			// Until everything was read once, it is not known who came first.
			if (lookedOn !== undefined) for (const centre of [...stale]) await lookThrough(centre);
		},
		async sweepDone() {
			const now = clock.now();
			const { day } = local(now);
			if (!isSaid) await publish(store, database.public, reportId.places, { ...rules });
			isSaid = true;
			await catchUp();
			if (lookedOn !== day) await everythingIsStale();
			await circumstances();
			for (const centre of [...stale]) await lookThrough(centre);
			lookedOn = day;
			const { ledgers } = await ready();
			const known = await circumstances();
			for (const { centre, day, at } of [...due.values()])
				if (at <= now) await serve(await ledgers.read(centre, day), known);
		}
	};
}
