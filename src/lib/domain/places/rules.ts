import { isRecord } from '../parse';

/** By what the server gives places, as far as screens have to know: `reportId.places`, in `public`. */
export interface PlaceRules {
	/** Who has not come so long after the beginning may lose their place, milliseconds. */
	readonly grace: number;
}

/** A published report as it can be trusted; `undefined` for anything else. */
export function parsePlaceRules(value: unknown): PlaceRules | undefined {
	const grace = isRecord(value) ? value['grace'] : undefined;
	return Number.isSafeInteger(grace) && (grace as number) >= 0
		? { grace: grace as number }
		: undefined;
}
