import { canBeSaidLate, helpsWith, mayBeSaidAnew } from '../../domain/refusals';
import type { Device } from '../../domain/device';
import type { Day } from '../../domain/ids';
import type { Refused } from '../../ports/fact-log';
import { m } from '../../paraglide/messages';
import { screenOf, type Screen } from './screens';

/** What is offered about one refused fact. Handing it over and putting it away always are. */
export interface Offered {
	/** The same can be said anew. */
	readonly again: boolean;
	/** Where it can be entered again. */
	readonly screen?: Screen;
	/** In a sentence. */
	readonly text: string;
}

export function offeredFor(refused: Refused, device: Device, today: Day): Offered {
	const { why, fact } = refused;
	if (mayBeSaidAnew(refused, device, today)) return { again: true, text: m.refused_do_again() };
	const helps = helpsWith(why);
	if (device.revoked || (why.code === 'revoked' && device.role === undefined))
		return { again: false, text: m.waiting_do_enrol() };
	// An old word said anew would undo what was said since: it is entered again, by who sees how things stand.
	const isToEnter = helps.otherwise || (helps.again && !canBeSaidLate(fact));
	const screen = isToEnter ? screenOf(refused, device, today) : undefined;
	return screen
		? { again: false, screen, text: m.refused_do_correct() }
		: { again: false, text: m.refused_do_show() };
}
