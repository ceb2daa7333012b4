import type { Centre } from '../centres';
import { weekOf } from '../week';

/** The weekdays of schema.org and OpenStreetMap's `opening_hours`, Monday first. */
const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const;

/** `Mo,Tu,Th,Fr 08:30-12:30,13:30-17:30; We 08:30-12:30`, as OpenStreetMap writes it. */
const openingHours = ({ hours }: Pick<Centre, 'hours'>): string =>
	weekOf(hours)
		.filter(({ opening }) => opening.length > 0)
		.map(
			({ days, opening }) =>
				`${days.map((day) => DAYS[day]).join()} ${opening.map((period) => period.join('-')).join()}`
		)
		.join('; ');

/** The centres as a map takes them: GeoJSON (RFC 7946), longitude first. Only what anybody may read. */
export const centresAsGeoJson = (centres: readonly Centre[]): object => ({
	type: 'FeatureCollection',
	features: centres.map((centre) => ({
		type: 'Feature',
		id: centre.slug,
		geometry: { type: 'Point', coordinates: [centre.lon, centre.lat] },
		properties: {
			name: centre.name,
			speciality: centre.speciality,
			...(centre.address !== undefined && { address: centre.address }),
			postcode: centre.postcode,
			insee: centre.insee,
			epci: centre.epci,
			...(centre.phone !== undefined && { phone: centre.phone }),
			opening_hours: openingHours(centre),
			spaces: centre.spaces.map(({ kind, count, seats }) => ({
				kind,
				count,
				...(seats !== undefined && { seats })
			})),
			...(centre.sample && { sample: true })
		}
	}))
});
