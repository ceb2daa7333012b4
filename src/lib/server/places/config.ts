import { HORIZON_DAYS } from '../../domain/places/wish';

/** By what the server gives places, where a network wants it otherwise. */
export interface PlaceSettings {
	/** Days ahead for which kiosks are given what they may give. */
	readonly horizon: number;
	/** Who has not come so long after the beginning has not come, milliseconds. */
	readonly grace: number;
	/** Days after a restore until the server gives places again. */
	readonly fenceDays: number;
}

export const USUAL_PLACES: PlaceSettings = {
	horizon: HORIZON_DAYS,
	grace: 30 * 60_000,
	fenceDays: 7
};

const RANGES = {
	PLACES_GRACE_MINUTES: { least: 5, most: 240, of: (n: number) => ({ grace: n * 60_000 }) },
	PLACES_FENCE_DAYS: { least: 1, most: 60, of: (n: number) => ({ fenceDays: n }) }
} as const;

/** What an environment asks for, or the sentence that says why it is refused. */
export function placesIn(
	env: Readonly<Record<string, string | undefined>>
): { readonly places: PlaceSettings } | { readonly refused: string } {
	let places = USUAL_PLACES;
	for (const [name, { least, most, of }] of Object.entries(RANGES)) {
		const text = env[name];
		if (!text) continue;
		const n = /^\d{1,4}$/.test(text) ? Number(text) : NaN;
		if (!(n >= least && n <= most))
			return { refused: `${name}=${text} is not a number from ${least} to ${most}.` };
		places = { ...places, ...of(n) };
	}
	return { places };
}
