import { INVITATION_LENGTH, cleanInvitation } from './accounts';
import { parseBadge } from './badge';

/**
 * What sort of code somebody holds up where a badge is wanted. Told from the text
 * alone: a badge may still be another network's, or no longer good.
 */
export type ShownCode =
	| 'badge'
	/** It begins as a badge does, and is not whole: read badly, or printed badly. */
	| 'cut'
	/** A badge of a later shape than this version of the app knows. */
	| 'newer'
	/** It enrols a device. */
	| 'invitation'
	| 'wifi'
	| 'contact'
	| 'link'
	/** The digits under the bars of something that is sold. */
	| 'product'
	| 'unknown';

/** An enrolment's link carries its code after `#`, so that no server log has it. */
const INVITATION = /^https?:\/\/[^/?#]+\/enrol\/?#(.+)$/i;
/** In the order they are asked; the first that fits says what it is. */
const OTHERS: readonly (readonly [ShownCode, RegExp])[] = [
	['newer', /^TC(?:[2-9]|\d{2,})\./],
	['cut', /^TC1\./],
	['wifi', /^WIFI:/i],
	['contact', /^(?:BEGIN:VCARD|MECARD:|BIZCARD:|mailto:|tel:|smsto?:)/i],
	['link', /^(?:https?:\/\/|www\.)\S+$/i],
	// EAN-8, UPC-A, EAN-13, GTIN-14.
	['product', /^(?:\d{8}|\d{12,14})$/]
];

export function shownCode(read: string): ShownCode {
	const text = read.trim();
	if (parseBadge(text)) return 'badge';
	if (invitationIn(text) !== undefined) return 'invitation';
	return OTHERS.find(([, shape]) => shape.test(text))?.[0] ?? 'unknown';
}

/** The code of the invitation a text is, if it is one. */
export function invitationIn(read: string): string | undefined {
	const code = cleanInvitation(INVITATION.exec(read.trim())?.[1] ?? '');
	return code.length === INVITATION_LENGTH && /^[0-9a-z]+$/.test(code) ? code : undefined;
}
