import { local, shiftDay } from '../domain/calendar';
import { dayOfPage, pageKey, type PageKey } from '../domain/ids';
import { keptIn } from '../domain/folds/centre';
import { deciderOf, type LedgerPage } from '../domain/folds/ledger';
import { decide, fieldsOf } from '../domain/places/decide';
import { SERVER, type HolderName } from '../domain/places/holders';
import { toReturn } from '../domain/places/passing';
import { standingOf } from '../domain/places/standing';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { foreseen, holderNameOf, placeDraft, premisesOf } from './places';

/**
 * A device that holds places says what there is to say as their holder: claims
 * addressed to it are answered, what is over becomes free, and places that are no
 * longer kept for walk-ins go back to the server. Answers whether anything was
 * said. Each day is one transaction, decided by what is on the disk in it.
 */
export async function serve({ log, clock }: { log: FactLog; clock: Clock }): Promise<boolean> {
	const device = await log.device();
	if (device.role !== 'kiosk' || device.centre === undefined) return false;
	const yesterday = shiftDay(local(clock.now()).day, -1);
	let said = false;
	for (const [key, page] of await log.pages('ledger')) {
		const at = dayOfPage(key);
		if (!at || at.scope !== device.centre || at.day < yesterday) continue;
		if (concerns(page, holderNameOf(device))) said = (await serveDay({ log, clock }, key)) || said;
	}
	return said;
}

/** Most days concern the server alone; those are not written to. */
const concerns = (page: LedgerPage, me: HolderName): boolean =>
	Object.values(page.rights).some(({ holder }) => holder === me) ||
	Object.values(page.claims).some(
		(claim) => deciderOf(page, claim) === me && standingOf(claim) === 'requested'
	);

async function serveDay(
	{ log, clock }: { log: FactLog; clock: Clock },
	key: PageKey
): Promise<boolean> {
	const { scope: centre, day } = dayOfPage(key)!;
	const about = pageKey.centre(centre);
	const done = await log.commit([key, about], (read, device) => {
		const wall = clock.now();
		const ledger = read(key, 'ledger');
		const known = read(about, 'centre');
		const premises = premisesOf(known, wall);
		if (!premises) return { drafts: [], result: false };
		const ground = { centre, day, wall, device };
		const me = holderNameOf(device);
		const draft = placeDraft(ground);
		const acts = decide(ledger, me, { ...premises, day }, foreseen(ground));
		const drafts = acts.map((act) => draft(act.kind, fieldsOf(act)));
		// What was said changes what is free: the rest goes back the next time.
		const back =
			acts.length > 0 ? [] : toReturn(ledger, me, { ...premises, day, kept: keptIn(known) });
		if (back.length > 0)
			drafts.push(
				draft('place.transferred', { rights: back.map((used) => [...used]), to: SERVER })
			);
		return { drafts, result: drafts.length > 0 };
	});
	return 'failed' in done ? false : done.result;
}
