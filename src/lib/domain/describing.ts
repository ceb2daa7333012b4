import { deskCount, type Centre, type Opening } from './centres';
import { NETWORK_SCOPE, type Slug } from './ids';

/** What keeps a centre from being described, each by the field it is about. */
export type CentreProblem =
	| 'name'
	/** Another centre has that name, or one that is written the same in addresses. */
	| 'taken'
	| 'speciality'
	| 'postcode'
	| 'insee'
	| 'epci'
	| 'place'
	| 'hours'
	| 'badge'
	| 'spaces';

/** A centre's short name, from what people call it: `Saint-Flour` is `saint-flour`. Empty where nothing is left. */
export const slugOf = (name: string): Slug =>
	name
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/œ/gi, 'oe')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 40)
		.replace(/-+$/, '');

export function problemsOf(centre: Centre): readonly CentreProblem[] {
	const { name, slug, speciality, postcode, insee, epci, lat, lon, hours, badgeHours } = centre;
	const found: [CentreProblem, boolean][] = [
		['name', name.trim() === '' || slug === '' || slug === NETWORK_SCOPE],
		['speciality', speciality.fr.trim() === '' || speciality.en.trim() === ''],
		['postcode', !/^\d{5}$/.test(postcode)],
		// Corsica's have a letter.
		['insee', !/^\d[\dAB]\d{3}$/.test(insee)],
		['epci', epci.trim() === ''],
		['place', !(Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0))],
		['hours', hours.length !== 7 || !hours.every(isInOrder)],
		['badge', !isInOrder([badgeHours])],
		['spaces', deskCount(centre) < 1]
	];
	return found.flatMap(([problem, is]) => (is ? [problem] : []));
}

/** Each period ends after it began, and begins when the one before is over. */
const isInOrder = (opening: Opening): boolean =>
	opening.every(
		([from, to], i) =>
			isTime(from) && isTime(to) && from < to && (i === 0 || opening[i - 1]![1] <= from)
	);
const isTime = (time: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
