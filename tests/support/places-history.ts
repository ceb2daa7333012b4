import fc from 'fast-check';
import type { Fact } from '../../src/lib/domain/facts';
import type { Claim, LedgerPage, Used } from '../../src/lib/domain/folds/ledger';
import { instantOf } from '../../src/lib/domain/calendar';
import { factId, pageKey, type FactId } from '../../src/lib/domain/ids';
import { foldPage } from '../../src/lib/domain/pages';
import { decide, fieldsOf, freeFor, type Grounds } from '../../src/lib/domain/places/decide';
import { SERVER, serverName, type HolderName } from '../../src/lib/domain/places/holders';
import { toPass, toReturn } from '../../src/lib/domain/places/passing';
import { boundsOf, type Slot } from '../../src/lib/domain/places/slots';

/**
 * One day of one centre as a server, two kiosks and some phones make it, apart from
 * each other. A holder knows what it wrote itself and how far it has read what the
 * server has, in the order in which that came; a kiosk may be copied with all it knows.
 * Long because holders who know of each other are made together.
 */
export const CENTRE = 'murat';
export const DAY = '2026-11-24';
const MORNING = instantOf(DAY, '08:00');
const PAGE = pageKey.ledger(CENTRE, DAY);
const SPACES = [
	{ id: 'desk', kind: 'desk' as const, count: 3 },
	{ id: 'room', kind: 'room' as const, count: 1 }
];
const HOURS = Array.from({ length: 7 }, () => [['08:30', '17:30'] as const]);

export const ledgerOf = (facts: Iterable<Fact>): LedgerPage =>
	foldPage(PAGE, facts).value as LedgerPage;

const WISHES: readonly (readonly [string, readonly Slot[]])[] = [
	['desk', ['am']],
	['desk', ['pm']],
	['desk', ['am', 'pm']],
	['room', ['10:00']],
	['room', ['09:30', '10:00', '10:30']]
];

export type Step =
	| {
			readonly do: 'wish';
			readonly at: number;
			readonly wish: number;
			readonly person: number;
			readonly waits: boolean;
			readonly replaces: number | undefined;
	  }
	| { readonly do: 'cancel' | 'accept'; readonly at: number; readonly of: number }
	| { readonly do: 'walk-in'; readonly at: number; readonly wish: number; readonly person: number }
	| { readonly do: 'sync'; readonly at: number; readonly up: number; readonly down: number }
	| { readonly do: 'serve'; readonly at: number }
	| { readonly do: 'wait'; readonly minutes: number }
	| { readonly do: 'keep'; readonly desks: number; readonly room: number }
	| { readonly do: 'shrink'; readonly desks: number }
	| { readonly do: 'fence'; readonly kiosk: number }
	| { readonly do: 'copy'; readonly kiosk: number };

const at = fc.nat(3);
const usual: readonly fc.WeightedArbitrary<Step>[] = [
	{
		weight: 6,
		arbitrary: fc.record({
			do: fc.constant('wish' as const),
			at,
			wish: fc.nat(WISHES.length - 1),
			person: fc.nat(5),
			waits: fc.boolean(),
			replaces: fc.option(fc.nat(40), { nil: undefined, freq: 3 })
		})
	},
	{
		weight: 3,
		arbitrary: fc.record({
			do: fc.constantFrom('cancel' as const, 'accept' as const),
			at,
			of: fc.nat(40)
		})
	},
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('walk-in' as const),
			at,
			wish: fc.nat(2),
			person: fc.nat(9)
		})
	},
	{
		weight: 8,
		arbitrary: fc.record({
			do: fc.constant('sync' as const),
			at,
			up: fc.constantFrom(0, 1, 99),
			down: fc.constantFrom(0, 1, 3, 99, 99)
		})
	},
	{ weight: 8, arbitrary: fc.record({ do: fc.constant('serve' as const), at }) },
	{
		weight: 1,
		arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(10, 45) })
	},
	{
		weight: 1,
		arbitrary: fc.record({ do: fc.constant('keep' as const), desks: fc.nat(3), room: fc.nat(1) })
	},
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('shrink' as const),
			desks: fc.integer({ min: 1, max: 3 })
		})
	}
];
const steps = (more: readonly fc.WeightedArbitrary<Step>[] = []) =>
	fc.array(fc.oneof({ maxDepth: 1 }, ...usual, ...more), { maxLength: 70, size: 'max' });

const fenced = { do: fc.constant('fence' as const), kiosk: fc.nat(1) };
const copied = { do: fc.constant('copy' as const), kiosk: fc.nat(1) };
export const usualSteps = steps();
export const stepsWithFences = steps([{ weight: 1, arbitrary: fc.record(fenced) }]);
export const stepsWithCopies = steps([
	{ weight: 1, arbitrary: fc.record(copied) },
	{ weight: 1, arbitrary: fc.record(fenced) }
]);

const isWord = (step: Step): step is Extract<Step, { do: 'cancel' | 'accept' }> =>
	step.do === 'cancel' || step.do === 'accept';

interface Site {
	readonly holder: HolderName;
	/** What it wrote and the server does not have yet. */
	own: Fact[];
	/** How much of what the server has it has read. */
	read: number;
	seq: number;
}

export interface History {
	/** What the server has, in the order in which it came. */
	readonly log: readonly Fact[];
	/** The log of each kiosk, copies included, in the order it was written: its own facts. */
	readonly views: readonly (readonly Fact[])[];
	/** Everything anybody wrote. */
	readonly all: readonly Fact[];
	/** As it is in the end. */
	readonly centre: Grounds['centre'];
	readonly isPast: (slots: readonly Slot[]) => boolean;
}

/** Plays the steps. `onFact` is told of each fact, with what its writer knew before. */
export function play(
	given: readonly Step[],
	onFact: (fact: Fact, known: readonly Fact[]) => void = () => {}
): History {
	const log: Fact[] = [];
	const all: Fact[] = [];
	let now = MORNING;
	let desks = 3;
	let kept: Record<string, number> = { desk: 2, room: 0 };
	let digests = 0;
	const sites: Site[] = [
		{ holder: 'kiosk1.1', own: [], read: 0, seq: 0 },
		{ holder: 'kiosk2.1', own: [], read: 0, seq: 0 }
	];
	const viewOf = (site: Site | undefined): Fact[] =>
		site ? [...log.slice(0, site.read), ...site.own] : log;
	const centre = () => ({
		spaces: SPACES.map((space) => (space.id === 'desk' ? { ...space, count: desks } : space)),
		hours: HOURS
	});
	const groundsOf = (): Grounds => ({ centre: centre(), closures: [], day: DAY, today: DAY, now });
	const known = (site: Site | undefined, id: FactId): boolean =>
		viewOf(site).some(({ _id }) => _id === id);

	/** The fact a site would write next, above all it has seen; `count` of a phone that has seen none of it. */
	function made(site: Site | undefined, kind: string, fields: object, n = 0, count?: number): Fact {
		const seen = viewOf(site).reduce((most, fact) => Math.max(most, fact.count), 0);
		const [device, epoch] = site?.holder.split('.') ?? [
			serverName(String(digests + n).padStart(13, '0')),
			'1'
		];
		const seq = site ? site.seq + n + 1 : 1;
		const _id = factId({ day: DAY, scope: CENTRE, device: device!, epoch: Number(epoch), seq });
		const base = { _id, kind, v: 1, count: count ?? seen + n + 1, at: { wall: now } };
		return JSON.parse(JSON.stringify({ ...base, by: device, ...fields })) as Fact;
	}
	function write(site: Site | undefined, kind: string, fields: object, count?: number): Fact {
		const before = [...viewOf(site)];
		const fact = made(site, kind, fields, 0, count);
		if (site) {
			site.seq += 1;
			// A copy that writes the same number is refused by the server, which has the other.
			if (!all.some(({ _id }) => _id === fact._id)) all.push(fact);
			site.own.push(fact);
		} else {
			digests += 1;
			all.push(fact);
			log.push(fact);
		}
		onFact(fact, before);
		return fact;
	}
	const siteAt = (n: number): Site | undefined => [undefined, ...sites][n % (sites.length + 1)];
	const claimsKnown = (site: Site | undefined): Claim[] =>
		Object.values(ledgerOf(viewOf(site)).claims);

	for (const step of given) {
		if (step.do === 'wait') now += step.minutes * 60_000;
		else if (step.do === 'keep') kept = { desk: step.desks, room: step.room };
		else if (step.do === 'shrink') desks = step.desks;
		else if (step.do === 'wish') {
			const site = siteAt(step.at);
			const [space, slots] = WISHES[step.wish]!;
			const person = `p_person000${step.person}`;
			const theirs = claimsKnown(site).filter((claim) => claim.person === person);
			const replaces = theirs[(step.replaces ?? 0) % Math.max(1, theirs.length)]?.id;
			const wish = {
				...{ person, space, slots, waits: step.waits },
				...(step.replaces !== undefined && replaces !== undefined && { replaces })
			};
			const page = ledgerOf(viewOf(site));
			const asksItself = site && freeFor(page, site.holder, wish, groundsOf());
			const to = asksItself ? site.holder : SERVER;
			// A phone has seen nothing of the ledger: its count says nothing of it.
			write(site, 'place.claimed', { ...wish, to }, site ? undefined : 1 + (step.person % 3));
		} else if (isWord(step)) {
			const site = siteAt(step.at);
			const claims = claimsKnown(site);
			const claim = claims[step.of % Math.max(1, claims.length)];
			if (!claim || !known(site, claim.id)) continue;
			const count = site ? undefined : 2 + (step.of % 5);
			if (step.do === 'accept') write(site, 'place.accepted', { claim: claim.id }, count);
			else write(site, 'place.cancelled', { claim: claim.id, why: 'owner' }, count);
		} else if (step.do === 'walk-in') {
			const site = siteAt(step.at);
			if (!site) continue;
			const [space, slots] = WISHES[step.wish]!;
			const page = ledgerOf(viewOf(site));
			const rights = freeFor(page, site.holder, { space, slots }, groundsOf());
			if (page.fenced.includes(site.holder) || !rights) continue;
			write(site, 'place.granted', { rights, space, person: `p_walker00${step.person}` });
		} else if (step.do === 'sync') {
			const site = siteAt(step.at);
			if (!site) continue;
			for (const fact of site.own.slice(0, step.up))
				if (!log.some(({ _id }) => _id === fact._id)) log.push(fact);
			site.own = site.own.slice(step.up);
			// What has been sent is known all the same, as it is in the log.
			site.read = Math.max(site.read, Math.min(log.length, site.read + step.down));
			if (step.up > 0) site.read = log.length;
		} else if (step.do === 'serve') {
			const site = siteAt(step.at);
			const me = site?.holder ?? SERVER;
			const page = ledgerOf(viewOf(site));
			const received = site ? undefined : log.map(({ _id }) => _id);
			const acts = decide(page, me, { ...groundsOf(), ...(received && { received }) }, (act, n) =>
				made(site, act.kind, fieldsOf(act), n)
			);
			for (const act of acts) write(site, act.kind, fieldsOf(act));
			if (acts.length > 0) continue;
			const basis = { centre: centre(), closures: [], day: DAY, kept };
			const passed: ReadonlyMap<HolderName, readonly Used[]> = site
				? new Map([[SERVER, toReturn(page, me, basis)]])
				: toPass(
						page,
						['kiosk1.1', 'kiosk2.1'].filter((kiosk) => !page.fenced.includes(kiosk)),
						basis
					);
			for (const [to, rights] of passed)
				if (rights.length > 0) write(site, 'place.transferred', { rights, to });
		} else if (step.do === 'fence') {
			const holder = ['kiosk1.1', 'kiosk2.1'][step.kiosk]!;
			const rights = Object.entries(ledgerOf(log).rights)
				.filter(([, right]) => right.holder === holder)
				.map(([key, { claim }]) => [...key.split('@'), claim ?? '']);
			if (rights.length > 0) write(undefined, 'place.fenced', { holder, rights });
		} else if (step.do === 'copy') {
			const from = sites[step.kiosk]!;
			if (sites.length < 4)
				sites.push({
					...from,
					own: [...from.own],
					// Told apart by its numbers, or the server would see at once that one is a copy.
					seq: from.seq + 1_000 * sites.length
				});
		}
	}
	const isPast = (slots: readonly Slot[]): boolean =>
		slots.some((slot) => boundsOf(DAY, slot)[1] <= now);
	return { log, views: [log, ...sites.map(viewOf)], all, centre: centre(), isPast };
}

/** What two claims have at once, in one page; empty where all is well. */
export function givenTwice({ claims }: LedgerPage): readonly string[] {
	const seen = new Set<string>();
	return Object.values(claims)
		.flatMap(({ held = [] }) => held.map(([unit, slot]) => `${unit}@${slot}`))
		.filter((key) => seen.size === seen.add(key).size);
}
