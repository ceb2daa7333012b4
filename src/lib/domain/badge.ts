import type { Slug } from './ids';
import { CATEGORIES, type Category } from './kinds';

/**
 * What a badge says: enough to be welcomed in any centre of the network, offline.
 * It is the person's own; nobody else's screen shows it.
 */
export interface Badge {
	/** `b_…`: a lost badge is void by this, the person is not. */
	readonly badge: string;
	readonly person: string;
	readonly name: string;
	readonly home: Slug;
	readonly category: Category;
}

/** A badge as its QR holds it, taken apart but not yet believed. */
export interface BadgeClaim {
	readonly badge: Badge;
	/** The text the signature is over. */
	readonly signed: string;
	/** ECDSA P-256 with SHA-256, r and s of 32 bytes each (IEEE P1363), base64url. */
	readonly signature: string;
}

const PREFIX = 'TC1';
/** Longer is no badge; keeps the QR readable by a poor camera. */
const LONGEST = 400;
const SHAPE =
	/^TC1\.(b_[a-z0-9]{8,24})\.(p_[a-z0-9]{8,24})\.([a-z0-9][a-z0-9-]{0,39})\.([a-z]{1,12})\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{86})$/;

/** The text to be signed. `encode` is base64url of UTF-8: names have letters QR readers trip over. */
export const badgeText = ({ badge, person, home, category, name }: Badge): string =>
	[PREFIX, badge, person, home, category, toBase64Url(name)].join('.');

export const badgeWith = (text: string, signature: string): string => `${text}.${signature}`;

/** `undefined` for what is no badge of ours, whoever signed it. */
export function parseBadge(scanned: string): BadgeClaim | undefined {
	const text = scanned.trim();
	const match = text.length <= LONGEST ? SHAPE.exec(text) : null;
	if (!match) return undefined;
	const [, badge, person, home, category, name, signature] = match as unknown as string[];
	const spelled = fromBase64Url(name!);
	if (!spelled || !CATEGORIES.includes(category as Category)) return undefined;
	return {
		badge: {
			badge: badge!,
			person: person!,
			home: home!,
			category: category as Category,
			name: spelled
		},
		signed: text.slice(0, text.lastIndexOf('.')),
		signature: signature!
	};
}

function toBase64Url(text: string): string {
	const bytes = new TextEncoder().encode(text);
	return btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replaceAll('=', '');
}

function fromBase64Url(text: string): string | undefined {
	try {
		const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
			c.charCodeAt(0)
		);
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
}
