import { badgeText, badgeWith, parseBadge } from '../../domain/badge';
import { believed } from '../../domain/believed';
import { inOrder, type Fact } from '../../domain/facts';
import { personFold } from '../../domain/folds/person';
import {
	centreOfDatabase,
	database,
	reportId,
	type DatabaseName,
	type Slug
} from '../../domain/ids';
import type { PersonPage } from '../../domain/pages';
import type { Clock } from '../../ports/clock';
import type { Doc, Store } from '../store/store';
import type { Duty } from './duty';
import { peopleIn, type Known, type People } from './people';
import { GONE, isGone, publish } from './reports';

/** The network's own hand, as `accounts/network-key.ts` has it. */
export interface Signer {
	/** 65 bytes of a P-256 point, base64url. */
	readonly publicKey: string;
	/** Over UTF-8: r and s of 32 bytes each, base64url. */
	sign(text: string): string;
}

export interface BadgeParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly people: People;
	/** Without one, badges wait unsigned. */
	readonly signer?: (() => Promise<Signer>) | undefined;
}

/**
 * Signs the badges that hosts give out, and says of those that are void that they
 * are. A signature differs each time it is made, so what is signed already stays.
 */
export function createBadgeDuty({ store, clock, people, signer }: BadgeParts): Duty {
	let isLookedThrough = false;

	async function settle(centre: Slug, person: string, { page, facts }: Known): Promise<void> {
		for (const [badge, at] of voidings(facts)) await voidBadge(store, badge, at, clock.now());
		// Whoever is leaving is the erasure's business.
		if (page.erased) return;
		const db = database.people(centre);
		const id = reportId.badge(person);
		const before = await store.get(db, id);
		const text = textFor(centre, person, page);
		if (!text) {
			if (before && !isGone(before)) await publish(store, db, id, GONE);
			return;
		}
		const hand = await signer?.();
		if (!hand || isSigned(before, text, hand.publicKey)) return;
		const signed = badgeWith(text, hand.sign(text));
		await publish(store, db, id, { badge: page.badge, text: signed, key: hand.publicKey });
	}

	return {
		async seen(db: DatabaseName, docs: readonly Doc[]) {
			const centre = centreOfDatabase(db);
			if (!centre || db !== database.people(centre)) return;
			const named = peopleIn(docs);
			if (named.size === 0) return;
			const known = await people.of(centre);
			for (const person of named) {
				const found = known.get(person);
				if (found) await settle(centre, person, found);
			}
		},
		/** Once a start: the key may be another one, or this may be the first that has one. */
		async sweepDone() {
			if (isLookedThrough || !signer) return;
			const { publicKey: key } = await signer();
			await publish(store, database.public, reportId.networkKey, { key });
			for (const centre of await people.centres())
				for (const [person, known] of await people.of(centre))
					if (known.page.badge) await settle(centre, person, known);
			isLookedThrough = true;
		}
	};
}

/** In `orders`, where every device reads it: this badge opens nothing any more, since `at`. */
export const voidBadge = (store: Store, badge: string, at: number, now: number): Promise<void> =>
	store.revise(database.orders, reportId.void(badge), (before) =>
		before ? undefined : { at: Math.min(at, now) }
	);

function textFor(home: Slug, person: string, page: PersonPage): string | undefined {
	const { badge, name, category, since } = page;
	if (!badge || !name || !category || !since) return undefined;
	return badgeText({ badge, person, name, home, category });
}

function isSigned(report: Doc | undefined, text: string, key: string): boolean {
	const claim = parseBadge(String(report?.['text'] ?? ''));
	return claim?.signed === text && report?.['key'] === key;
}

/** Badges that are void, and since when, as far as the clock of who said so can be believed. */
function voidings(facts: Iterable<Fact>): ReadonlyMap<string, number> {
	const since = new Map<string, number>();
	const page = personFold.empty();
	for (const fact of inOrder(facts)) {
		personFold.add(page, fact);
		for (const badge of page.void ?? []) if (!since.has(badge)) since.set(badge, believed(fact.at));
	}
	return since;
}
