import type { Centre, Opening, Space } from '../../domain/centres';
import { slugOf } from '../../domain/describing';

/** A centre as it is being typed: everything is text until it is saved. */
export interface Draft {
	name: string;
	fr: string;
	en: string;
	address: string;
	phone: string;
	postcode: string;
	insee: string;
	epci: string;
	population: string;
	lat: string;
	lon: string;
	/** Monday first; two periods a day, from and to. Empty: closed. */
	hours: DayDraft[];
	badge: [string, string];
	spaces: SpaceDraft[];
}
export type DayDraft = [string, string, string, string];
export interface SpaceDraft {
	readonly id: string;
	readonly kind: Space['kind'];
	count: string;
	seats: string;
}

/** What a centre may have, in the order in which it is asked. */
const OFFERED: readonly Pick<Space, 'id' | 'kind'>[] = [
	{ id: 'desk', kind: 'desk' },
	{ id: 'office', kind: 'office' },
	{ id: 'meeting', kind: 'room' },
	{ id: 'booth', kind: 'booth' },
	{ id: 'training', kind: 'training' },
	{ id: 'confidential', kind: 'confidential' }
];
const OFFICE_HOURS: DayDraft = ['08:30', '12:30', '13:30', '17:30'];
const CLOSED: DayDraft = ['', '', '', ''];

/** Whether a space is for several people at once. */
export const hasSeats = ({ kind }: Pick<Space, 'kind'>): boolean =>
	kind === 'room' || kind === 'training';

export function draftOf(centre: Centre | undefined): Draft {
	const own = centre?.spaces ?? [];
	const more = OFFERED.filter(({ id }) => !own.some((space) => space.id === id));
	return {
		name: centre?.name ?? '',
		fr: centre?.speciality.fr ?? '',
		en: centre?.speciality.en ?? '',
		address: centre?.address ?? '',
		phone: centre?.phone ?? '',
		postcode: centre?.postcode ?? '',
		insee: centre?.insee ?? '',
		epci: centre?.epci ?? '',
		population: centre ? String(centre.population) : '',
		lat: centre ? String(centre.lat) : '',
		lon: centre ? String(centre.lon) : '',
		hours: Array.from({ length: 7 }, (_, day) => dayOf(centre, day)),
		badge: centre ? [...centre.badgeHours] : ['07:00', '21:00'],
		spaces: [
			...own.map((space) => spaceOf(space, String(space.count), space.seats)),
			...more.map((space) => spaceOf(space, '', undefined))
		]
	};
}

function dayOf(centre: Centre | undefined, day: number): DayDraft {
	if (!centre) return day < 5 ? [...OFFICE_HOURS] : [...CLOSED];
	const [first = ['', ''], second = ['', '']] = centre.hours[day] ?? [];
	return [first[0], first[1], second[0], second[1]];
}

const spaceOf = (
	{ id, kind }: Pick<Space, 'id' | 'kind'>,
	count: string,
	seats: number | undefined
): SpaceDraft => ({ id, kind, count, seats: seats === undefined ? '' : String(seats) });

/** The centre that was typed, whole; what was not asked of one that is known stays as it was. */
export function centreOf(draft: Draft, before: Centre | undefined): Centre {
	const { name, fr, en, address, phone } = draft;
	const { address: _address, phone: _phone, ...kept } = before ?? ({} as Partial<Centre>);
	return {
		...kept,
		slug: before?.slug ?? slugOf(name),
		name: name.trim(),
		// Whoever writes one language only is read in both.
		speciality: { fr: fr.trim(), en: en.trim() || fr.trim() },
		...(address.trim() && { address: address.trim() }),
		...(phone.trim() && { phone: phone.trim() }),
		postcode: draft.postcode.trim(),
		insee: draft.insee.trim().toUpperCase(),
		epci: draft.epci.trim(),
		population: wholeIn(draft.population) ?? 0,
		lat: degreesIn(draft.lat),
		lon: degreesIn(draft.lon),
		hours: draft.hours.map(openingIn),
		badgeHours: [draft.badge[0], draft.badge[1]],
		spaces: draft.spaces.flatMap(spaceIn)
	};
}

/** NaN for what is none: `problemsOf` says so. */
const degreesIn = (text: string): number =>
	/^-?\d{1,3}([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : NaN;
const wholeIn = (text: string): number | undefined => {
	const digits = text.replace(/\s/g, '');
	return /^\d{1,7}$/.test(digits) ? Number(digits) : undefined;
};

const openingIn = ([from, to, again, until]: DayDraft): Opening =>
	(
		[
			[from, to],
			[again, until]
		] as const
	).filter(([opens, closes]) => opens !== '' || closes !== '');

function spaceIn({ id, kind, count, seats }: SpaceDraft): readonly Space[] {
	const many = wholeIn(count) ?? 0;
	const each = wholeIn(seats);
	if (many < 1) return [];
	return [
		{ id, kind, count: Math.min(many, 500), ...(each !== undefined && each > 0 && { seats: each }) }
	];
}
