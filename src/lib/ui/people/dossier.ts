import type { Dossier } from '../../domain/accounts';
import type { Fact } from '../../domain/facts';
import {
	centreOfDatabase,
	isReportId,
	reportsOf,
	sortOfDatabase,
	type DatabaseName,
	type Slug
} from '../../domain/ids';
import { CATEGORIES, REASONS, type Category, type Reason } from '../../domain/kinds';
import { isRecord } from '../../domain/parse';
import { m } from '../../paraglide/messages';
import { moment } from '../formats';
import { kindWord } from '../kind-words';
import { categoryWord, reasonWord } from '../words';

/** One document about a person, as it can be read. */
export interface Entry {
	readonly id: string;
	readonly what: string;
	/** Device clock, milliseconds. */
	readonly at?: number;
	/** What it says, name by name; nothing is left out but how it travelled. */
	readonly fields: readonly (readonly [string, string])[];
}

export interface Part {
	readonly db: DatabaseName;
	readonly word: string;
	readonly entries: readonly Entry[];
}

/** What only says how a document travelled. */
const ENVELOPE = new Set(['_id', '_rev', 'kind', 'v', 'count', 'at']);
/** With the day, also where that is today: it may be read on paper, later. */
const dated = (instant: number): string => moment(instant, '');

export const readDossier = (
	{ person, databases }: Dossier,
	nameOf: (centre: Slug) => string
): readonly Part[] =>
	Object.entries(databases)
		.filter(([, documents]) => documents.length > 0)
		.map(([db, documents]) => ({
			db,
			word: databaseWord(db, nameOf(centreOfDatabase(db) ?? '')),
			entries: documents
				.filter(isRecord)
				.map((document, i) => entryOf(document, i, person))
				.sort((a, b) => (a.at ?? 0) - (b.at ?? 0))
		}));

function entryOf(document: Record<string, unknown>, i: number, person: string): Entry {
	const id = typeof document['_id'] === 'string' ? document['_id'] : String(i);
	const isFact = typeof document['kind'] === 'string' && !isReportId(id);
	const at = isRecord(document['at']) ? document['at']['wall'] : undefined;
	const said = Object.entries(document).filter(
		([field, value]) => !ENVELOPE.has(field) && !(field === 'person' && value === person)
	);
	return {
		id,
		what: isFact ? kindWord(document as unknown as Fact) : reportWord(id),
		...(typeof at === 'number' && { at }),
		fields: said
			.flatMap(([field, value]) =>
				field === 'change' && isRecord(value) ? Object.entries(value) : [[field, value] as const]
			)
			.map(([field, value]) => [fieldWord(field), valueWord(field, value, person)])
	};
}

const FIELDS: Readonly<Record<string, () => string>> = {
	name: () => m.dossier_field_name(),
	category: () => m.register_category(),
	commune: () => m.person_commune(),
	phone: () => m.person_phone(),
	email: () => m.person_email(),
	adult: () => m.person_adult(),
	rules: () => m.person_rules(),
	consents: () => m.dossier_field_consents(),
	number: () => m.issued_number(),
	code: () => m.issued_code(),
	badge: () => m.person_badge_title(),
	text: () => m.dossier_field_qr(),
	key: () => m.dossier_field_key(),
	reason: () => m.dossier_field_reason(),
	closes: () => m.dossier_field_closes(),
	by: () => m.dossier_field_by()
};

/** A document may name a field anything: what is no word of ours is shown as it is. */
const fieldWord = (field: string): string =>
	Object.hasOwn(FIELDS, field) ? FIELDS[field]!() : field;

function valueWord(field: string, value: unknown, person: string): string {
	if (field === 'category' && CATEGORIES.includes(value as Category))
		return categoryWord[value as Category]();
	if (field === 'reason' && REASONS.includes(value as Reason)) return reasonWord[value as Reason]();
	if (field === 'code') return m.dossier_code_hidden();
	if (field === 'consents' && isRecord(value)) return consentsWord(value);
	if (field === 'closes' && typeof value === 'number') return dated(value);
	if (field === 'by') return value === person ? m.dossier_by_self() : String(value);
	return typeof value === 'string' ? value || m.dossier_taken_away() : JSON.stringify(value);
}

const consentsWord = (consents: Record<string, unknown>): string =>
	Object.entries(consents)
		.map(([consent, given]) => {
			const what = CONSENTS[consent]?.() ?? consent;
			return m.dossier_consent({ what, answer: given ? m.person_yes() : m.person_no() });
		})
		.join(' · ');

const CONSENTS: Readonly<Record<string, () => string>> = {
	news: () => m.register_news(),
	photo: () => m.register_photo()
};

function reportWord(id: string): string {
	if (id.startsWith(reportsOf.badge)) return m.dossier_signed_badge();
	if (id.startsWith(reportsOf.roster)) return m.dossier_roster_entry();
	return m.dossier_report();
}

function databaseWord(db: DatabaseName, centre: string): string {
	switch (sortOfDatabase(db)) {
		case 'people':
			return m.dossier_in_people({ centre });
		case 'centre':
			return m.dossier_in_centre({ centre });
		case 'roster':
			return m.dossier_in_roster({ centre });
		case 'member':
			return m.dossier_in_member();
		default:
			return m.dossier_in_other({ db });
	}
}
