import { instantOf } from '../../../domain/calendar';
import type { Day } from '../../../domain/ids';
import { paperLink, type Rows } from '../../../domain/training/paper-seal';
import type { SealedPaper, ToSeal } from '../../../usecases/training/seal-paper';
import { m } from '../../../paraglide/messages';
import { dateOf } from '../../formats';
import type { Fact } from './blocks';
import type { Papers } from './pen';

/** What all papers are made with. */
export interface Order extends Papers {
	readonly today: Day;
	/** Now, by this device’s clock. */
	readonly now: number;
	/** Where the app is reached: the QR leads there. */
	readonly origin: string;
	readonly seal: (sealing: { said: ToSeal; rows?: Rows }) => Promise<SealedPaper>;
}

/** A paper as it is handed over. */
export interface Made {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly name: string;
	/** What stands on it that whoever makes it should know as well. */
	readonly notices: readonly string[];
}

/** `23/11/2026`. */
export const date = (day: Day): string => dateOf(instantOf(day, '12:00'));

/** As much of a text as a paper's claims take: `most` units of UTF-16, and never half a letter. */
export function brief(text: string, most = 80): string {
	const letters = [...text].slice(0, most);
	while (letters.join('').length > most) letters.pop();
	return letters.join('').trim() || '–';
}

/** Nobody has told the app who the training provider is: to be written by hand. */
export const provider = (): readonly Fact[] => [
	[m.paper_provider(), undefined],
	[m.paper_siret(), undefined],
	[m.paper_activity_number(), undefined]
];

interface Sealed {
	readonly link?: string;
	/** Beside the QR. */
	readonly words: readonly string[];
	/** On every sheet, so that none is taken from another paper. */
	readonly mark?: string;
}

/** The QR and the words beside it. */
export async function sealed(
	{ seal, origin, today }: Order,
	said: ToSeal,
	rows?: Rows
): Promise<Sealed> {
	const done = await seal({ said, ...(rows && { rows }) });
	if (!('paper' in done))
		return { words: [m.paper_unsealed(), m.paper_made_on({ day: date(today) })] };
	const { claims, paper } = done;
	const mark = 'rows' in claims ? claims.rows.slice(0, 12) : undefined;
	return {
		link: paperLink(origin, paper),
		...(mark !== undefined && { mark }),
		words: [
			m.paper_seal_how(),
			m.paper_seal_where({ address: `${origin}/verify` }),
			...(mark === undefined ? [] : [m.paper_seal_rows({ mark })]),
			m.paper_made_on({ day: date(today) })
		]
	};
}
