import { local, shiftDay } from '../domain/calendar';
import type { Draft } from '../domain/facts';
import { dayOfPage, pageKey } from '../domain/ids';
import { keptIn, type CentrePage } from '../domain/folds/centre';
import { deciderOf, type LedgerPage } from '../domain/folds/ledger';
import { decide, fieldsOf } from '../domain/places/decide';
import { SERVER, type HolderName } from '../domain/places/holders';
import { toReturn } from '../domain/places/passing';
import { standingOf } from '../domain/places/standing';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { foreseen, holderNameOf, placeDraft, premisesOf, type Ground } from './places';

/**
 * A device that holds places says what there is to say as their holder: claims
 * addressed to it are answered, what is over becomes free, and places that are no
 * longer kept for walk-ins go back to the server. Answers whether anything was
 * said. Each day is one transaction, decided by what is on the disk in it; a day
 * with nothing to say costs none.
 */
export async function serve({ log, clock }: { log: FactLog; clock: Clock }): Promise<boolean> {
	const device = await log.device();
	if (device.role !== 'kiosk' || device.centre === undefined) return false;
	const wall = clock.now();
	const yesterday = shiftDay(local(wall).day, -1);
	const about = pageKey.centre(device.centre);
	const known = await log.page('centre', about);
	let said = false;
	for (const [key, page] of await log.pages('ledger')) {
		const at = dayOfPage(key);
		if (!at || at.scope !== device.centre) continue;
		// Whoever asked a kiosk that was off for days is told no, however late: it is over.
		if (at.day < yesterday && !isAwaited(page, holderNameOf(device))) continue;
		const ground = { centre: at.scope, day: at.day, wall, device };
		if (!concerns(page, holderNameOf(device)) || sayings(page, known, ground).length === 0)
			continue;
		const done = await log.commit([key, about], (read, now) => {
			const drafts = sayings(read(key, 'ledger'), read(about, 'centre'), {
				...ground,
				device: now
			});
			return { drafts, result: drafts.length > 0 };
		});
		if (!('failed' in done)) said ||= done.result;
	}
	return said;
}

/** Most days concern the server alone. */
const concerns = (page: LedgerPage, me: HolderName): boolean =>
	Object.values(page.rights).some(({ holder }) => holder === me) || isAwaited(page, me);

const isAwaited = (page: LedgerPage, me: HolderName): boolean =>
	Object.values(page.claims).some(
		(claim) => deciderOf(page, claim) === me && standingOf(claim) === 'requested'
	);

function sayings(ledger: LedgerPage, known: CentrePage, ground: Ground): readonly Draft[] {
	const { day, wall, device } = ground;
	const premises = premisesOf(known, wall);
	if (!premises) return [];
	const me = holderNameOf(device);
	const draft = placeDraft(ground);
	const acts = decide(ledger, me, { ...premises, day }, foreseen(ground));
	// What was said changes what is free: the rest goes back the next time.
	if (acts.length > 0) return acts.map((act) => draft(act.kind, fieldsOf(act)));
	const back = toReturn(ledger, me, { ...premises, day, kept: keptIn(known) });
	if (back.length === 0) return [];
	return [draft('place.transferred', { rights: back.map((used) => [...used]), to: SERVER })];
}
