import type { LedgerPage, Used } from '../../src/lib/domain/folds/ledger';
import { dayOfPage, reportsOf, type FactId } from '../../src/lib/domain/ids';
import type { PlaceReport } from '../../src/lib/domain/places/report';
import { standingOf } from '../../src/lib/domain/places/standing';
import { placeOfReport } from '../../src/lib/ports/tables';
import type { Resting } from './device-disk';

/** What people are told: a screen may call confirmed only what somebody has given. */
export interface Screens {
	/** What the screens of a device show now. */
	shown(name: string, resting: Resting): void;
}

interface Around {
	/** True where a claim was ever given this very place. */
	readonly wasGiven: (claim: FactId, place: string) => boolean;
	readonly seen: (claim: FactId, place: string) => void;
	readonly violated: (what: string) => void;
}

/** A place of one or more units and slots, in words. */
export const nameOf = (rights: readonly Used[]): string =>
	rights
		.map(([unit, slot]) => `${unit}@${slot}`)
		.sort()
		.join(' ');

export function createScreens({ wasGiven, seen, violated }: Around): Screens {
	const looked = new WeakSet<object>();

	function page(name: string, key: string, { claims }: LedgerPage): void {
		const { scope, day } = dayOfPage(key)!;
		const taken = new Map<string, FactId>();
		for (const claim of Object.values(claims)) {
			if (!claim.held) continue;
			for (const [unit, slot] of claim.held) {
				const other = taken.get(`${unit}@${slot}`);
				if (other)
					violated(`${name} shows ${unit} ${slot} on ${day} as ${other}'s and ${claim.id}'s`);
				taken.set(`${unit}@${slot}`, claim.id);
			}
			if (standingOf(claim) === 'confirmed')
				said(claim.id, nameOf(claim.held), `${name} shows ${scope} ${day}`);
		}
	}

	function said(claim: FactId, place: string, where: string): void {
		if (!wasGiven(claim, place)) violated(`${where}: ${place} for ${claim}, which nobody gave`);
		seen(claim, place);
	}

	/** Units are told in the order of the slots, and each once: of more than one, only some say which is when. */
	function report(name: string, { claim, standing, units, slots }: PlaceReport): void {
		if (standing !== 'confirmed' || !units) return;
		if (units.length > 1 && units.length !== slots.length) return;
		const rights = slots.map((slot, i): Used => [units[i % units.length]!, slot, 0]);
		said(claim, nameOf(rights), `${name} is told`);
	}

	return {
		shown(name, { pages, reports }) {
			for (const one of pages.values()) {
				if (looked.has(one) || !one.key.startsWith('ledger:')) continue;
				looked.add(one);
				page(name, one.key, one.value as LedgerPage);
			}
			for (const row of reports.values()) {
				if (looked.has(row)) continue;
				looked.add(row);
				if (placeOfReport(row.key).id.startsWith(reportsOf.place))
					report(name, row.body as PlaceReport);
			}
		}
	};
}
