import { canonical, type Fact, type Filed } from '../../../src/lib/domain/facts';
import type { LedgerPage, Used } from '../../../src/lib/domain/folds/ledger';
import {
	authorOf,
	opsId,
	pageKey,
	partsOf,
	reportsOf,
	sortOfDatabase,
	type DatabaseName,
	type FactId,
	type PageKey
} from '../../../src/lib/domain/ids';
import { is } from '../../../src/lib/domain/kinds';
import { foldPage } from '../../../src/lib/domain/pages';
import { tellingOf, type PlaceReport } from '../../../src/lib/domain/places/report';
import { asFact, isFactDoc, type Doc } from '../../../src/lib/server/store/store';
import { factsHeld } from '../held';
import { bodyOf } from '../ledger';
import type { World } from '../world';
import { byPage } from './pages';

type Contents = ReadonlyMap<DatabaseName, readonly Doc[]>;
type Ledgers = ReadonlyMap<PageKey, LedgerPage>;

/** What is not yet as law 6 wants it in the end. */
export async function wrongPlaces(world: World, contents: Contents): Promise<string[]> {
	const onServer = filedIn(contents);
	const ledgers = foldedFrom(onServer);
	const everywhere: Filed[] = [...onServer];
	for (const { disk } of world.devices) everywhere.push(...factsHeld(await disk.resting()));
	return [
		...twice(ledgers, 'the server'),
		...twice(foldedFrom(everywhere), 'all disks together'),
		...lost(world, ledgers, onServer),
		...untrueReports(ledgers, contents),
		...unanswered(contents),
		...leftWithNeither(contents)
	];
}

const filedIn = (contents: Contents): Filed[] =>
	[...contents].flatMap(([db, docs]) =>
		docs.filter(isFactDoc).map((doc) => ({ db, fact: asFact(doc) }))
	);

function foldedFrom(filed: readonly Filed[]): Ledgers {
	const facts = new Map<string, Fact>();
	for (const { db, fact } of filed) if (sortOfDatabase(db) === 'centre') facts.set(fact._id, fact);
	const pages = new Map<PageKey, LedgerPage>();
	for (const [key, own] of byPage(facts.values()))
		if (key.startsWith('ledger:')) pages.set(key, foldPage(key, own).value as LedgerPage);
	return pages;
}

/** No place is confirmed twice: whoever holds it, one claim does. */
function twice(ledgers: Ledgers, where: string): string[] {
	return [...ledgers].flatMap(([key, { claims }]) => {
		const taken = new Map<string, string>();
		return Object.values(claims).flatMap(({ id, held = [] }) =>
			held.flatMap(([unit, slot]) => {
				const other = taken.get(`${unit}@${slot}`);
				taken.set(`${unit}@${slot}`, id);
				return other ? [`${where}: ${key} ${unit} ${slot} is ${other}'s and ${id}'s`] : [];
			})
		);
	});
}

/** A confirmation that some screen has shown stands, unless something that was written ended it. */
function lost({ places }: World, ledgers: Ledgers, onServer: readonly Filed[]): string[] {
	// By what is said, and not by its id: a disk that is put back may give the number of a grant, or of
	// the claim it answers, to something else, where the server has lost what it was.
	const there = new Set(onServer.map(({ fact }) => bodyOf(fact)));
	const inCentres = onServer.filter(({ db }) => sortOfDatabase(db) === 'centre');
	const claims = new Set(inCentres.flatMap(({ fact }) => [fact._id, bodyOf(fact)]));
	return [...places.given()].flatMap((given) => {
		const { claim, asked, fact, rights, isTold } = given;
		const { scope, day } = partsOf(fact._id);
		const isThere = there.has(bodyOf(fact)) && claims.has(asked ? bodyOf(asked) : claim);
		if (!isTold || !isThere || places.isForgiven(given)) return [];
		const its = ledgers.get(pageKey.ledger(scope, day))?.claims[claim];
		if (placesIn(its?.held ?? []) === placesIn(rights)) return [];
		// Beside a copy's, an honest grant may be the one that has to go.
		if (its?.displaced === 'twice' && rights.some((used) => places.isDoubted(fact, used)))
			return [];
		return [
			`${claim} was given ${canonical(rights)} by ${authorOf(fact._id)} and stands as ${canonical(its)}`
		];
	});
}

/** Whichever count they have: a fence lifts it. */
const placesIn = (rights: readonly Used[]): string =>
	rights.map(([unit, slot]) => `${unit}@${slot}`).join(' ');

/** What a phone shows of a place is what the centre's ledger says of it. */
function untrueReports(ledgers: Ledgers, contents: Contents): string[] {
	return reportsIn(contents).flatMap((report) => {
		const { claim: id, centre, day, booking } = report;
		const claim = ledgers.get(pageKey.ledger(centre, day))?.claims[id];
		// For what no holder could ever give no ledger is opened: the report is all there is.
		if (!claim)
			return report.standing === 'refused' ? [] : [`a report of ${id}, which is in no ledger`];
		const at = { centre, day, ...(booking !== undefined && { booking }) };
		const wanted = tellingOf(claim, at);
		const { sequence: _s, changed: _c, replacedBy, ...told } = report;
		// What has taken the place of one that lies elsewhere is in no one ledger.
		const isElsewhere = replacedBy !== undefined && wanted.replacedBy === undefined;
		const said = isElsewhere || replacedBy === undefined ? told : { ...told, replacedBy };
		return canonical(said) === canonical(wanted)
			? []
			: [`a phone is told ${canonical(told)}, the ledger says ${canonical(wanted)}`];
	});
}

const reportsIn = (contents: Contents): PlaceReport[] =>
	[...contents].flatMap(([db, docs]) =>
		sortOfDatabase(db) === 'member'
			? docs
					.filter(({ _id }) => _id.startsWith(reportsOf.place))
					.map(({ _id, ...report }) => report as unknown as PlaceReport)
			: []
	);

/** Every wish of a phone is answered, but on days of which a restored server does not know what it gave. */
function unanswered(contents: Contents): string[] {
	const holder = contents.get('ops')?.find(({ _id }) => _id === opsId.holder);
	const from = typeof holder?.['from'] === 'string' ? holder['from'] : '';
	const answers = new Map(reportsIn(contents).map((report) => [report.booking, report]));
	const isAnswered = (id: string): boolean =>
		answers.has(id) && answers.get(id)?.standing !== 'requested';
	return filedIn(contents).flatMap(({ fact }) =>
		is(fact, 'booking.requested/1') && partsOf(fact._id).day >= from && !isAnswered(fact._id)
			? [`${fact._id} has no answer but ${canonical(answers.get(fact._id))}`]
			: []
	);
}

/**
 * Who took back a change before they could know that it had come about has the place
 * before again, or was told why not.
 */
function leftWithNeither(contents: Contents): string[] {
	const reports = reportsIn(contents);
	const reportOf = (name: FactId): PlaceReport | undefined =>
		reports.find(({ claim, booking }) => claim === name || booking === name);
	const said = filedIn(contents).map(({ fact }) => fact);
	const cancelled = said.filter((fact) => is(fact, 'booking.cancelled/1'));
	return cancelled.flatMap(({ booking, keeps }) => {
		const [change, kept] = [reportOf(booking), keeps === undefined ? undefined : reportOf(keeps)];
		if (!change || !kept || kept.replacedBy !== change.claim) return [];
		// Refused by itself, it was nothing to keep.
		if (kept.standing !== 'replaced' && kept.standing !== 'cancelled') return [];
		const isUnwanted = cancelled.some((other) => reportOf(other.booking) === kept);
		const isAskedAgain = reports.some(
			({ claim, replaces }) => replaces === kept.claim && claim !== change.claim
		);
		return isUnwanted || isAskedAgain
			? []
			: [`${kept.claim} gave way to ${change.claim}, which was taken back to keep it`];
	});
}
