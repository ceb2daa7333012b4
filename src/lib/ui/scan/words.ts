import type { ShownCode } from '../../domain/shown-code';
import { m } from '../../paraglide/messages';

/** Why what was shown opens nothing; `broken` where it could not even be looked at. */
export type NoBadge =
	Exclude<ShownCode, 'badge'> | 'forged' | 'foreign' | 'keyless' | 'void' | 'broken';

/** What it is, and what to do next. */
export const noBadgeWords: Readonly<Record<NoBadge, readonly [() => string, () => string]>> = {
	unknown: [() => m.badge_unknown(), () => m.badge_unknown_text()],
	forged: [() => m.badge_forged(), () => m.badge_forged_text()],
	void: [() => m.badge_void(), () => m.badge_void_text()],
	broken: [() => m.part_badge(), () => m.part_badge_text()],
	foreign: [() => m.scan_foreign(), () => m.scan_foreign_text()],
	keyless: [() => m.scan_keyless(), () => m.scan_keyless_text()],
	cut: [() => m.scan_cut(), () => m.scan_cut_text()],
	newer: [() => m.scan_newer(), () => m.scan_newer_text()],
	invitation: [() => m.scan_invitation(), () => m.scan_invitation_text()],
	wifi: [() => m.scan_wifi(), () => m.scan_wifi_text()],
	contact: [() => m.scan_contact(), () => m.scan_show_badge()],
	link: [() => m.scan_link(), () => m.scan_show_badge()],
	product: [() => m.scan_product(), () => m.scan_show_badge()]
};
