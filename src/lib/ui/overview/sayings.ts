import type { DeviceListed } from '../../domain/accounts';
import { local } from '../../domain/calendar';
import type { Centre } from '../../domain/centres';
import type { Coverage } from '../../domain/coverage';
import type { Slug } from '../../domain/ids';
import type { Alarm } from '../../domain/matters';
import { m } from '../../paraglide/messages';
import { labelOf, type Worry } from '../devices/health';
import { dateOf, moment } from '../formats';
import { roleWord } from '../words';
import type { Decision } from './decisions';

/** What a coordinator reads of decisions and of coverage, and where each is decided. */

export interface Saying {
	readonly title: string;
	readonly text: string;
	/** Where on `/devices` it is decided, or the centre that decides it. */
	readonly at: 'devices' | 'fences' | 'quarantine' | 'erasures' | 'add' | { readonly centre: Slug };
}

type Centres = readonly Pick<Centre, 'slug' | 'name'>[];

export const centreWord = (centres: Centres, slug: Slug): string =>
	centres.find((centre) => centre.slug === slug)?.name ?? slug;

/** `Tablette de l’entrée (Murat)`; the name its facts carry where nothing else is known. */
export function deviceWord(centres: Centres, device: DeviceListed | undefined, name = ''): string {
	if (!device) return name;
	const called = labelOf(device) ?? roleWord[device.role]();
	return device.centre
		? m.net_ov_device({ device: called, centre: centreWord(centres, device.centre) })
		: called;
}

const WORRIES: Readonly<Record<Worry, () => string>> = {
	'never-seen': () => m.worry_never_seen(),
	silent: () => m.worry_silent(),
	waiting: () => m.worry_waiting(),
	full: () => m.worry_full(),
	unprotected: () => m.worry_unprotected(),
	clock: () => m.net_ov_clock(),
	old: () => m.worry_old()
};
export const worryWord = (worry: Worry): string => WORRIES[worry]();

export function sayingOf(decision: Decision, centres: Centres): Saying {
	switch (decision.of) {
		case 'alarm':
			return alarmSaying(
				decision.alarm,
				deviceWord(centres, decision.device, decision.alarm.device),
				centres
			);
		case 'held': {
			const { label, centre, holder, free, given } = decision.held;
			const device = label?.trim() || m.plan_fence_kiosk({ device: holder.split('.')[0]! });
			const where = m.net_ov_device({ device, centre: centreWord(centres, centre) });
			const text = m.net_ov_held_text({ count: free + given.length });
			return { title: m.net_ov_held({ device: where }), text, at: 'fences' };
		}
		case 'untold': {
			const centre = centreWord(centres, decision.centre);
			return {
				title: m.net_ov_untold({ count: decision.count, centre }),
				text: m.net_ov_untold_text(),
				at: { centre: decision.centre }
			};
		}
		case 'quarantine': {
			const device = deviceWord(centres, decision.device);
			const title = m.net_ov_quarantine({ count: decision.count, device });
			return { title, text: m.net_ov_quarantine_text(), at: 'quarantine' };
		}
		case 'erasure': {
			const title = m.net_ov_erasure({ n: decision.order, count: decision.awaited });
			return { title, text: m.erasures_text(), at: 'erasures' };
		}
		case 'refused': {
			const device = deviceWord(centres, decision.device, decision.refused.device);
			const title = m.net_ov_refused({ count: decision.refused.count, device });
			return { title, text: m.net_ov_refused_text(), at: 'devices' };
		}
		case 'no-kiosk': {
			const names = decision.centres.map((slug) => centreWord(centres, slug)).join(', ');
			return {
				title: m.net_ov_no_kiosk({ count: decision.centres.length }),
				text: m.net_ov_no_kiosk_text({ centres: names }),
				at: 'add'
			};
		}
		case 'worry':
			return {
				title: worryWord(decision.worry),
				text: decision.devices.map((device) => deviceWord(centres, device)).join(', '),
				at: 'devices'
			};
	}
}

function alarmSaying(alarm: Alarm, device: string, centres: Centres): Saying {
	const { what, count = 0, isVoid } = alarm;
	const at = 'devices';
	const where = (alarm.centres ?? []).map((slug) => centreWord(centres, slug)).join(', ');
	switch (what) {
		case 'gap':
			return { title: m.net_ov_gap({ count, device }), text: m.net_ov_gap_text(), at };
		case 'conflict':
			return { title: m.net_ov_conflict(), text: m.net_ov_conflict_text({ device }), at };
		case 'clone':
			return { title: m.net_ov_clone({ device }), text: m.net_ov_clone_text(), at };
		case 'reset':
			return { title: m.net_ov_reset({ device }), text: m.net_ov_reset_text({ count }), at };
		case 'badge':
			return {
				title: isVoid ? m.net_ov_badge_void({ where }) : m.net_ov_badge({ where }),
				text: m.net_ov_badge_text(),
				at
			};
		case 'flood':
			return { title: m.net_ov_flood({ device }), text: m.net_ov_flood_text(), at };
		case 'chain':
			return { title: m.net_ov_chain(), text: m.net_ov_chain_text(), at };
	}
}

/** How much of a centre's day has been heard. */
export function coverageWord(coverage: Coverage, now: number): string {
	const { day } = local(now);
	if (coverage.is === 'unknown') return m.net_ov_cover_unknown();
	if (coverage.is === 'no-kiosk') return m.net_ov_cover_none();
	if (coverage.is === 'whole') return m.net_ov_cover_whole({ time: moment(coverage.at, day) });
	if (coverage.until === undefined) return m.net_ov_cover_never();
	const time = moment(coverage.until, day);
	return coverage.is === 'part'
		? m.net_ov_cover_part({ count: coverage.silent, time })
		: m.net_ov_cover_silent({ time });
}

export const sinceOf = (decision: Decision): string | undefined => {
	if (decision.of === 'alarm') return m.net_ov_since({ date: dateOf(decision.alarm.since) });
	if (decision.of === 'erasure') return m.net_ov_since({ date: dateOf(decision.at) });
	if (decision.of === 'refused') return m.net_ov_last({ date: dateOf(decision.refused.last) });
	return undefined;
};
