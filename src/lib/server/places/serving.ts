import type { Fact } from '../../domain/facts';
import { local, shiftDay } from '../../domain/calendar';
import { closuresOf, keptIn } from '../../domain/folds/centre';
import { deciderOf, type Claim } from '../../domain/folds/ledger';
import type { Day, FactId, Slug } from '../../domain/ids';
import type { CentrePage } from '../../domain/pages';
import { decide, fieldsOf, type Act } from '../../domain/places/decide';
import { SERVER } from '../../domain/places/holders';
import { toPass } from '../../domain/places/passing';
import { boundsOf } from '../../domain/places/slots';
import { standingOf } from '../../domain/places/standing';
import { spaceNamed } from '../../domain/places/units';
import type { Clock } from '../../ports/clock';
import { absentOn, dueAt } from './absence';
import type { PlaceSettings } from './config';
import { elsewhereOn } from './elsewhere';
import { isAllTakenBack, takingAllBack, takingBack, type FenceOrder } from './fencing';
import { roomBefore } from './half-days';
import { servingIn, type Kiosks } from './kiosks';
import type { LedgerDay, Ledgers, Saying } from './ledgers';
import { isLost, isTakenBack, type Numbering } from './numbering';
import type { Origins } from './origins';
import type { CentresKnown } from './premises';
import type { Receipts } from './receipts';
import { replacedBeside } from './succession';

export interface ServingParts {
	readonly clock: Clock;
	readonly settings: PlaceSettings;
	readonly ledgers: Ledgers;
	readonly centres: CentresKnown;
	readonly receipts: Receipts;
	readonly origins: Origins;
}

/** What holds while some days are looked at. */
export interface Circumstances {
	readonly numbering: Numbering;
	readonly kiosks: Kiosks;
	readonly fences: readonly FenceOrder[];
}

const NOTHING_RECEIVED: ReadonlyMap<FactId, number> = new Map();

/**
 * Says everything the server has to say about one day, as the holder it is: takes
 * back what is to be taken back, answers, frees, offers, and passes to the kiosks
 * what they may give. What is said stands on the ledger's page. Answers when the
 * day is to be looked at again, though nothing changes (milliseconds).
 */
export async function serveDay(
	parts: ServingParts,
	ledger: LedgerDay,
	around: Circumstances
): Promise<number | undefined> {
	const { clock, settings, ledgers, centres, receipts, origins } = parts;
	const { numbering, kiosks, fences } = around;
	const { centre, day } = ledger;
	const known = await centres.of(centre);
	if (!known?.centre || isLost(numbering, day)) return undefined;
	const say = async (sayings: readonly Saying[]): Promise<void> => {
		for (const saying of sayings)
			await ledgers.say(ledger, [ledgers.foreseen(ledger, saying, numbering.epoch)]);
	};
	if (isTakenBack(numbering, day) && !isAllTakenBack(ledger, numbering.epoch))
		await say(takingAllBack(ledger, known));
	for (const { holder, from } of fences)
		if (from <= day) await say(takingBack(ledger.page, holder));

	const now = clock.now();
	const today = local(now).day;
	const isAsked = Object.keys(ledger.page.claims).length > 0;
	const received = isAsked ? await receipts.of(centre, day) : NOTHING_RECEIVED;
	const shutOut = new Set(fences.filter(({ from }) => from <= day).map(({ holder }) => holder));
	const absence = {
		...{ page: known, kiosks, fenced: shutOut, now, grace: settings.grace },
		receivedAt: (claim: FactId) => received.get(claim),
		isConfidential: (claim: Claim) => isConfidential(known, claim)
	};
	const ofPhone = replacedBeside(ledger, origins);
	const ofHalfDay = roomBefore(ledger);
	const grounds = {
		...{ centre: known.centre, closures: closuresOf(known), today, now, day },
		received: [...received.keys(), ...walkIns(ledger)],
		elsewhere: elsewhereOn(ledger, await othersOf(parts, ledger), origins),
		absent: absentOn(ledger, absence),
		replaces: (claim: Claim) => ofPhone(claim) ?? ofHalfDay(claim)
	};
	const factFor = (act: Act, n: number): Fact =>
		ledgers.foreseen(
			ledger,
			{ kind: act.kind, fields: fieldsOf(act), above: n + 1 },
			numbering.epoch
		);
	const facts = isAsked ? decide(ledger.page, SERVER, grounds, factFor).map(factFor) : [];
	if (facts.length > 0) await ledgers.say(ledger, facts);
	if (today <= day && day <= shiftDay(today, settings.horizon)) {
		const serving = servingIn(kiosks, centre, now).filter(
			(holder) => !shutOut.has(holder) && !ledger.page.fenced.includes(holder)
		);
		const basis = { ...grounds, kept: keptIn(known) };
		for (const [to, rights] of toPass(ledger.page, serving, basis))
			await say([
				{ kind: 'place.transferred', fields: { rights: rights.map((used) => [...used]), to } }
			]);
	}
	return dueOn(ledger, now, (claim) => dueAt(claim, ledger, absence));
}

/** Places given at the door were never asked for, and so never received; after a mishap they are wanted all the same. */
const walkIns = ({ page }: LedgerDay): readonly FactId[] =>
	Object.values(page.claims).flatMap(({ id, walkIn }) => (walkIn ? [id] : []));

/** The same day at the other centres, where somebody is to be answered. */
async function othersOf(
	{ ledgers, centres }: ServingParts,
	{ centre, day, page }: LedgerDay
): Promise<readonly LedgerDay[]> {
	const isAsked = Object.values(page.claims).some(
		(claim) =>
			claim.person !== undefined &&
			deciderOf(page, claim) === SERVER &&
			['requested', 'waitlisted', 'moved'].includes(standingOf(claim))
	);
	if (!isAsked) return [];
	const others: LedgerDay[] = [];
	for (const other of await centres.all())
		if (other !== centre) others.push(await ledgers.read(other, day));
	return others;
}

function isConfidential({ centre }: CentrePage, { space }: Claim): boolean {
	return centre !== undefined && spaceNamed(centre, space)?.kind === 'confidential';
}

/** The next instant at which time alone changes something: an offer ends, a wait is over, somebody is late. */
function dueOn(
	{ day, page }: LedgerDay,
	now: number,
	absentFrom: (claim: Claim) => number | undefined
): number | undefined {
	const instants = Object.values(page.claims).flatMap((claim): (number | undefined)[] => {
		if (deciderOf(page, claim) !== SERVER && claim.by !== SERVER) return [];
		switch (standingOf(claim)) {
			case 'offered':
				return [claim.offer];
			case 'waitlisted':
				return [Math.min(...claim.slots.map((slot) => boundsOf(day, slot)[1]))];
			case 'confirmed': {
				const due = absentFrom(claim);
				// What every kiosk has to speak about first is asked again and again, for a day.
				return due !== undefined && now - due < 86_400_000 ? [due] : [];
			}
			default:
				return [];
		}
	});
	const known = instants.filter((at) => at !== undefined);
	return known.length === 0 ? undefined : Math.min(...known);
}

export const dayKey = (centre: Slug, day: Day): string => `${day}~${centre}`;
