import type { NoDesk } from '../../domain/places/desk-for';
import type { Slot } from '../../domain/places/slots';
import { m } from '../../paraglide/messages';
import { todayWord } from './sight';

const WORDS: Readonly<Record<NoDesk | 'unasked', (of: { when: string }) => string>> = {
	full: () => m.kiosk_place_none_full(),
	closed: () => m.kiosk_place_none_closed(),
	'outside-hours': (of) => m.kiosk_seat_none_outside_hours(of),
	'out-of-reach': () => m.kiosk_seat_none_out_of_reach(),
	unasked: (of) => m.kiosk_seat_none_unasked(of),
	'unknown-space': () => m.kiosk_seat_none_no_desks(),
	overlap: () => m.kiosk_seat_none_overlap(),
	missed: () => m.kiosk_seat_none_missed(),
	past: () => m.kiosk_seat_none_other(),
	'too-far': () => m.kiosk_seat_none_other(),
	'too-long': () => m.kiosk_seat_none_other()
};

/** Why somebody has no desk in a half-day of today, to them. */
export const noDeskWord = (why: NoDesk | 'unasked', half: Slot): string =>
	WORDS[why]({ when: todayWord([half]) });
