import { centresAsGeoJson } from '$lib/domain/places/geojson';
import { answering } from '$lib/server/accounts/route';
import { server } from '$lib/server/main';
import { describedCentres } from '$lib/server/places/described';
import type { RequestHandler } from './$types';

/** The centres, for whoever draws a map of their own: GeoJSON. */
export const GET: RequestHandler = async (event) => {
	const answer = await answering(server, {
		act: async ({ accounts }) => {
			const described = await describedCentres(accounts.store);
			return { ok: centresAsGeoJson(described.map(({ centre }) => centre)) };
		}
	})(event);
	if (answer.ok) answer.headers.set('content-type', 'application/geo+json');
	return answer;
};
