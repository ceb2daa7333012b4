import { isDay, type Day, type Slug } from '../ids';
import { isRecord } from '../parse';
import type { HolderName } from './holders';
import type { Slot } from './slots';
import type { Unit } from './units';

/** `GET /manage/fences`: what a kiosk may give, or might have given, from today on. */
export interface HeldPlaces {
	/** As which holder: `device.epoch`. */
	readonly holder: HolderName;
	readonly centre: Slug;
	/** The account under which it was last met, and what people call it. */
	readonly account?: string;
	readonly label?: string;
	/** Server clock of the last exchange, milliseconds. */
	readonly seen?: number;
	readonly revoked?: true;
	/** The device goes by another number since: nobody gives these places any more. */
	readonly former?: true;
	/** Places of a slot each that nobody has. */
	readonly free: number;
	/** People’s places that it has given, as far as the server has heard, the first day first. */
	readonly given: readonly GivenPlace[];
	/** The last day of either. */
	readonly last?: Day;
	/** Everything is taken back from this day on; ordered at `at` (server clock, milliseconds). */
	readonly fenced?: { readonly from: Day; readonly at: number };
}

/** Whose it is, is no coordinator’s to know. */
export interface GivenPlace {
	readonly day: Day;
	readonly space: string;
	readonly units: readonly Unit[];
	readonly slots: readonly Slot[];
}

/** `POST /manage/fences`: of a whole account, or of one holder. */
export type FenceRequest = ({ readonly account: string } | { readonly holder: HolderName }) &
	(
		| { readonly from: Day }
		/** The device is here, and off: nothing it gave today is unheard of but what it still says. */
		| { readonly recovered: true }
	);

export function parseFenceRequest(value: unknown): FenceRequest | undefined {
	if (!isRecord(value)) return undefined;
	const { account, holder, from, recovered } = value;
	const whom = isName(account) ? { account } : isName(holder) ? { holder } : undefined;
	if (!whom) return undefined;
	if (recovered === true && from === undefined) return { ...whom, recovered };
	return typeof from === 'string' && isDay(from) && recovered === undefined
		? { ...whom, from }
		: undefined;
}

const isName = (value: unknown): value is string =>
	typeof value === 'string' && /^[a-z0-9.]{1,60}$/.test(value);
