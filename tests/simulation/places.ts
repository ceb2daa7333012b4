import { instantOf, weekday } from '../../src/lib/domain/calendar';
import type { Centre } from '../../src/lib/domain/centres';
import type { Device } from '../../src/lib/domain/device';
import type { Fact } from '../../src/lib/domain/facts';
import type { Used } from '../../src/lib/domain/folds/ledger';
import {
	authorOf,
	centreOfDatabase,
	database,
	parseFactId,
	partsOf,
	type DatabaseName,
	type FactId
} from '../../src/lib/domain/ids';
import { is, type FactOf } from '../../src/lib/domain/kinds';
import { holderOf, SERVER, type HolderName } from '../../src/lib/domain/places/holders';
import { boundsOf } from '../../src/lib/domain/places/slots';
import type { FactRow } from '../../src/lib/domain/rows';
import { asFact, type Doc } from '../../src/lib/server/store/store';
import type { Resting } from './device-disk';
import { bodyOf, type Ledger } from './ledger';
import type { Scheduler } from './scheduler';
import { createNames } from './names';
import { createScreens, nameOf } from './screens';
import { createTurns } from './turns';

/**
 * What has been given to whom, by whomever, whether or not anybody else has heard
 * of it. This knows every disk at once, and so at the moment it happens that a
 * place is given twice; no part of the product could. Long because one account is kept of all of it.
 *
 * Three things are forgiven, and nothing else. Copies of a device give from one
 * right until the server tells them apart. A server whose backup was put back
 * without telling it gives what it has forgotten to have given, until it is told.
 * What a device wrote and nobody heard is gone where all of it, its mark too, is
 * put back to how it was before: then the right is there as if nothing had been given.
 *
 * Longer than others: it is one story, of each place from one gift to the next.
 */
export interface Places {
	/** A device has committed this row as its own. */
	committed(row: FactRow, role: Device['role']): void;
	/** The server has written a document. */
	wrote(db: DatabaseName, doc: Doc): void;
	/** A backup is back; the server knows that it is one, or does not. */
	restored(isTold: boolean): void;
	/** What the screens of a device show now. */
	shown(name: string, resting: Resting): void;
	/** Somebody who walked in was told by a screen that these units are theirs. */
	said(person: string, units: readonly string[]): void;
	/** Who is meant by a claim: for a confidential room, nobody who can be named. */
	personOf(given: Given): unknown;
	/** What somebody has, as far as everything that was ever written says. */
	given(): Iterable<Given>;
	/** True while a right may have been given twice through nobody's fault. */
	isForgiven(one: Given): boolean;
	/** True where a copy, or a server that did not know it was old, has ever given the same. */
	isDoubted(at: Fact, used: Used): boolean;
}

export interface Given {
	readonly claim: FactId;
	/** What it answers: the claim, or the grant itself where nobody had to claim first; unknown where heard of later. */
	readonly asked: Fact | undefined;
	readonly fact: Fact;
	readonly rights: readonly Used[];
	/** Whose word it is: the server's, once a fence has left it standing. */
	by: HolderName;
	/** Written by a copy of a device, by a fenced holder, or by a server that did not know it was old. */
	readonly isDoubtful: boolean;
	/** True time. */
	readonly at: number;
	/** Somebody has seen it on a screen. */
	isTold: boolean;
}

interface Around {
	readonly scheduler: Scheduler;
	readonly centres: readonly Centre[];
	readonly people: readonly string[];
	readonly ledger: Ledger;
	/** The server's writes are heard of in their order. */
	readonly isOrdered: boolean;
	/** True where some disk, or the server, has this fact still. */
	readonly isSomewhere: (body: string) => boolean;
	/** True where the server has ever heard of this device. */
	readonly isMet: (device: string) => boolean;
	readonly violated: (what: string) => void;
}

const GRACE = 30 * 60_000;
/** A fence lifts a place's count to the next of these. */
const FENCE = 1_000;
const dayKey = (id: FactId): string => `${partsOf(id).scope}|${partsOf(id).day}`;
const rightsOf = (id: FactId, rights: readonly (readonly [string, string, unknown])[]): string[] =>
	rights.map(([unit, slot]) => `${dayKey(id)}|${unit}|${slot}`);

export function createPlaces(around: Around): Places {
	const { scheduler, ledger, violated } = around;
	const heard = new Set<string>();
	const claims = new Map<FactId, FactOf<'place.claimed/1'>>();
	/** By claim: the word that has reached the server. */
	const accepted = new Map<FactId, Fact>();
	const cancelled = new Set<FactId>();
	/** Another has taken their place. */
	const over = new Set<FactId>();
	/** By claim, and by right. */
	const live = new Map<FactId, Given>();
	const liveAt = new Map<string, Set<Given>>();
	/** By claim: every place it was ever given, as `unit@slot …`. */
	const ever = new Map<FactId, Set<string>>();
	const fenced = new Set<string>();
	const fences = new Map<string, number>();
	const doubted = new Set<string>();
	const visits: { fact: FactOf<'visit.arrived/1'>; at: number; isAtKiosk: boolean }[] = [];
	const undone = new Set<FactId>();
	const ended = new Set<FactId>();
	const names = createNames();
	const turns = createTurns({
		isOver: (claim) => over.has(claim) || cancelled.has(claim),
		people: around.people,
		violated
	});
	const screens = createScreens({
		wasGiven: (claim, place) => ever.get(claim)?.has(place) ?? false,
		seen(claim, place) {
			const given = live.get(claim);
			if (given && nameOf(given.rights) === place) given.isTold = true;
		},
		violated
	});
	let isServerOld = false;
	let rawRestoreAt = -Infinity;

	function end(given: Given | undefined): void {
		if (!given) return;
		if (live.get(given.claim) === given) live.delete(given.claim);
		for (const key of rightsOf(given.fact._id, given.rights)) liveAt.get(key)?.delete(given);
	}

	const isDoubted = (at: Fact, used: Used): boolean =>
		rightsOf(at._id, [used]).some((key) => doubted.has(key));

	/** Given by who may not know better, before a restore that nobody told of, or in a state nobody has any more. */
	const isForgiven = (one: Given): boolean =>
		one.isDoubtful || one.at <= rawRestoreAt || isGone(one.fact);
	const isGone = (fact: Fact): boolean =>
		ledger.isShared(fact._id) && !around.isSomewhere(bodyOf(fact));

	function grant(fact: FactOf<'place.granted/1'>): void {
		const claim = fact.claim ?? fact._id;
		const by = holderOf(fact._id);
		const rights = fact.rights as unknown as readonly Used[];
		const isDoubtful =
			by === SERVER
				? isServerOld
				: ledger.isCopied(authorOf(fact._id)) || isShutOut(fact, by, rights);
		const given: Given = {
			claim,
			asked: claim === fact._id ? fact : claims.get(claim),
			fact,
			rights,
			by,
			isDoubtful,
			at: scheduler.now(),
			isTold: false
		};
		const before = live.get(claim);
		// Beside a copy's, an honest grant may be the one that falls: then it is moved.
		const isMoved =
			before !== undefined && before.rights.some((used) => isDoubted(before.fact, used));
		if (before && !isForgiven(before) && !isDoubtful && !(isMoved && by === SERVER))
			violated(
				`${claim} has two places: ${nameOf(before.rights)} by ${before.by}, ${nameOf(rights)} by ${by}`
			);
		end(before);
		const old = fact.replaces ?? claims.get(claim)?.replaces;
		if (old !== undefined) over.add(old);
		if (old !== undefined && live.get(old)?.by === by) end(live.get(old));
		for (const key of rightsOf(fact._id, rights)) {
			const at = liveAt.get(key) ?? new Set();
			for (const other of at)
				if (!isForgiven(other) && !isDoubtful)
					violated(`${key} is given twice: to ${other.claim} by ${other.by}, to ${claim} by ${by}`);
			liveAt.set(key, at.add(given));
			if (isDoubtful) doubted.add(key);
		}
		live.set(claim, given);
		ever.set(claim, (ever.get(claim) ?? new Set()).add(nameOf(rights)));
	}

	/** A fence is a coordinator's act: who has not heard of it may still give what it no longer has. */
	const isShutOut = (fact: Fact, by: HolderName, rights: readonly Used[]): boolean =>
		fenced.has(`${dayKey(fact._id)}|${by}`) ||
		rights.some(
			(used) => Math.floor(used[2] / FENCE) < (fences.get(rightsOf(fact._id, [used])[0]!) ?? 0)
		);

	function release(fact: FactOf<'place.released/1'>): void {
		const given = live.get(fact.claim);
		const by = holderOf(fact._id);
		if (!given || (given.by !== by && by !== SERVER)) return;
		const why = wrongEnd(fact, given);
		if (why && !given.isDoubtful && !(by === SERVER && isServerOld) && !isForgiven(given))
			violated(`${fact.claim} was taken back as ${fact.why}: ${why}`);
		end(given);
	}

	/** Nobody loses a place but by their own act, a host's, or a rule that has come true. */
	function wrongEnd({ claim, why }: FactOf<'place.released/1'>, given: Given): string | undefined {
		const { offer } = given.fact as FactOf<'place.granted/1'>;
		switch (why) {
			case 'cancelled':
				return cancelled.has(claim) || isOfUndone(given) ? undefined : 'nobody had cancelled it';
			case 'expired':
				return offer !== undefined && !isTaken(claim) ? undefined : 'it was not on offer';
			case 'no-show':
				return attended(given);
			default:
				return undefined;
		}
	}

	const isOfUndone = (given: Given): boolean =>
		visits.some(({ fact }) => undone.has(fact._id) && fact.person === personOf(given));
	const personOf = ({ claim, fact }: Given): unknown => claims.get(claim)?.person ?? fact['person'];

	function isTaken(claim: FactId): boolean {
		const word = accepted.get(claim);
		return word !== undefined && !ledger.dropped.has(bodyOf(word));
	}

	/** A visit that a kiosk took in time, and that is not lost, was there to be known. */
	function attended(given: Given): string | undefined {
		const { fact, rights } = given;
		const person = personOf(given);
		const { scope, day } = partsOf(fact._id);
		// Nobody is late before the door opens.
		const opens = around.centres.find(({ slug }) => slug === scope)!.hours[weekday(day)]![0]![0];
		const begins = Math.min(...rights.map(([, slot]) => boundsOf(day, slot)[0]));
		const start = Math.max(begins, instantOf(day, opens));
		const came = visits.find(
			({ fact: visit, at, isAtKiosk }) =>
				isAtKiosk &&
				visit.person === person &&
				partsOf(visit._id).scope === scope &&
				partsOf(visit._id).day === day &&
				at <= start + GRACE &&
				visit.closes > start &&
				!undone.has(visit._id) &&
				!ended.has(visit._id) &&
				!ledger.isShared(visit._id) &&
				around.isMet(partsOf(visit._id).device) &&
				!names.isGivenUp(authorOf(visit._id), day) &&
				around.isSomewhere(bodyOf(visit))
		);
		return came && `${came.fact._id} was there`;
	}

	function fence(fact: FactOf<'place.fenced/1'>): void {
		if (holderOf(fact._id) !== SERVER) return;
		if (fact.holder !== SERVER) fenced.add(`${dayKey(fact._id)}|${fact.holder}`);
		for (const [unit, slot, stays] of fact.rights) {
			const key = `${dayKey(fact._id)}|${unit}|${slot}`;
			fences.set(key, (fences.get(key) ?? 0) + 1);
			for (const given of [...(liveAt.get(key) ?? [])])
				if (given.claim === stays) given.by = SERVER;
				else end(given);
		}
	}

	/** Once for each fact, whoever has it first. */
	function happens(fact: Fact): void {
		const body = bodyOf(fact);
		if (heard.has(body)) return;
		heard.add(body);
		if (is(fact, 'place.claimed/1')) claims.set(fact._id, fact);
		else if (is(fact, 'place.granted/1')) grant(fact);
		else if (is(fact, 'place.released/1')) release(fact);
		else if (is(fact, 'place.cancelled/1')) cancelled.add(fact.claim);
		else if (is(fact, 'place.fenced/1')) fence(fact);
		else if (is(fact, 'visit.undone/1')) undone.add(fact.undoes);
		else if (is(fact, 'visit.left/1')) ended.add(fact.visit);
	}

	return {
		committed({ fact }, role) {
			happens(fact);
			if (is(fact, 'visit.arrived/1'))
				visits.push({ fact, at: scheduler.now(), isAtKiosk: role === 'kiosk' });
		},
		wrote(db, doc) {
			if (db === database.ops) names.wrote(doc);
			const centre = centreOfDatabase(db);
			if (!parseFactId(doc._id) || !centre || db !== database.centre(centre)) return;
			const fact = asFact(doc);
			// A person’s yes may come too late; what the holder has said holds.
			if (is(fact, 'place.accepted/1') && !fact.by.startsWith('p_')) accepted.set(fact.claim, fact);
			turns.wrote(fact, around.isOrdered);
			happens(fact);
		},
		restored(isTold) {
			isServerOld = !isTold;
			if (!isTold) rawRestoreAt = scheduler.now();
			// What it has forgotten it may get again in another order.
			turns.forget();
		},
		shown: screens.shown,
		said(person, units) {
			const given = [...live.values()].find(
				({ fact, rights }) =>
					fact['person'] === person && units.every((unit) => rights.some(([of]) => of === unit))
			);
			if (given) given.isTold = true;
		},
		personOf,
		given: () => live.values(),
		isForgiven,
		isDoubted
	};
}
