import type { Day } from '../../../domain/ids';

/** `presences-automne-2026-murat-2026-11-28.csv`: letters, digits and dashes, so that every disk takes it. */
export function fileName(what: string, group: string, day: Day, ending: 'csv' | 'xlsx'): string {
	const plain = `${what} ${group}`
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 80);
	return `${plain}-${day}.${ending}`;
}
