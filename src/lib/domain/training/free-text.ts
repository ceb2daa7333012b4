import { looksLikeNir } from '../names';

/** What speaks against a text somebody has typed. */
export type TextProblem = 'empty' | 'too-long' | 'nir';

/** Longest reason, title, note: characters, as facts hold them. */
export const REASON_LENGTH = 200;
export const STATE_REASON_LENGTH = 300;
export const TITLE_LENGTH = 120;
export const NOTE_LENGTH = 2_000;

/** Typed text as it is kept: no control marks, no white space at its ends. Line breaks stay. */
export const cleanText = (typed: string): string =>
	typed
		.normalize('NFC')
		.replace(/\r\n?/g, '\n')
		.replace(/[^\P{C}\n]/gu, '')
		.trim();

/** Of a text as `cleanText` leaves it. A social-security number is never kept. */
export function textProblem(text: string, longest: number): TextProblem | undefined {
	if (text === '') return 'empty';
	if (text.length > longest) return 'too-long';
	return looksLikeNir(text) ? 'nir' : undefined;
}
