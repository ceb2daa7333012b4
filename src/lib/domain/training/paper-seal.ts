import * as v from 'valibot';
import { fromBase64Url, toBase64Url } from '../base64url';
import type { Day } from '../ids';
import { day, text } from '../shapes';
import type { Standing } from './enrolments';
import { HALVES, type Half } from './kinds';

/**
 * What stands on a paper of training, as its QR holds it: short, so that any camera
 * reads it, and sealed, so that a paper that says something else is found out with
 * no link. It holds what anybody reads on the paper anyway, and nothing besides.
 *
 * A paper is no link of a chain of signatures: it says what the facts say, and can
 * be made again. So its text begins with a word of its own, and no device that
 * signs one has signed the other.
 */

interface Common {
	/** Of the course. */
	readonly title: string;
	/** What the centre is called. */
	readonly centre: string;
	/** Of training. On a sheet: planned of the half-day; else: realised. */
	readonly hours: number;
	/** The day it was made, by the device’s clock. */
	readonly issued: Day;
}

/** An attendance sheet of one half-day. */
export interface SheetClaims extends Common {
	readonly is: 'sheet';
	readonly day: Day;
	readonly half: Half;
	/** Who trained, by name. */
	readonly trainer: string;
	/** People on it; of those, who were there, and who have signed. */
	readonly listed: number;
	readonly there: number;
	readonly signed: number;
	/** Digest of `rowsText`: all that is said of each. */
	readonly rows: string;
}

/** That training took place for somebody (certificat de réalisation). */
export interface CertificateClaims extends Common {
	readonly is: 'certificate';
	readonly name: string;
	readonly employer?: string;
	readonly from: Day;
	readonly to: Day;
}

/** What somebody can do in the end (attestation de fin de formation). */
export interface AttestationClaims extends Common {
	readonly is: 'attestation';
	readonly name: string;
	readonly from: Day;
	readonly to: Day;
	readonly standing: Standing['is'];
	/** Objectives met, of all. */
	readonly met: number;
	readonly of: number;
	/** Digest of `rowsText`: each objective with its level. */
	readonly rows: string;
}

export type Claims = SheetClaims | CertificateClaims | AttestationClaims;

/** Whose hand is under a paper. Only trainers’ devices make papers. */
export interface Issuer {
	readonly account: string;
	readonly centre?: string;
	/** P-256 point, base64url. */
	readonly key: string;
	/** The network’s, over `certificateText` of this account as a trainer’s. */
	readonly certificate: string;
	/** `networkMark` of the network whose certificate it is. */
	readonly network: string;
}

/** A paper taken apart, but not yet believed. */
export interface PaperClaim {
	readonly claims: Claims;
	readonly issuer: Issuer;
	/** The text the signature is over. */
	readonly signed: string;
	readonly signature: string;
}

const PREFIX = 'TCP1';
/** A QR holds 2,331 bytes at the correction it is printed with, the address among them; what is longer is none of ours. */
const LONGEST = 2_200;

/** By which a network is told from another, short enough to read out: 72 bits of its key. */
export const networkMark = (networkKey: string): string => networkKey.slice(2, 14);

/** The text to be signed. Base64url of UTF-8, because names have letters that readers of QRs trip over. */
export function paperText(
	claims: Claims,
	{ network, account, centre, key, certificate }: Issuer
): string {
	const said = JSON.stringify(ORDER[claims.is].map((field) => fieldOf(claims, field) ?? null));
	const encoded = toBase64Url(new TextEncoder().encode(said));
	return [PREFIX, claims.is[0], encoded, network, account, centre ?? '', key, certificate].join(
		'.'
	);
}

export const paperWith = (signed: string, signature: string): string => `${signed}.${signature}`;

/** What a phone opens: what comes after `#` never goes to the server. */
export const paperLink = (origin: string, paper: string): string => `${origin}/verify#${paper}`;

/** What stands in the rows of a paper, one after the other. */
export type Rows = readonly (readonly (string | number)[])[];

/** What is printed of all rows is sealed by the digest of this. */
export const rowsText = (rows: Rows): string => `TCL1.${JSON.stringify(rows)}`;

/** `undefined` for what is no paper of ours, whoever signed it. Takes the text, or the address with it. */
export function parsePaper(scanned: string): PaperClaim | undefined {
	const trimmed = scanned.trim();
	const paper = trimmed.slice(trimmed.indexOf('#') + 1);
	const match = paper.length <= LONGEST ? SHAPE.exec(paper) : null;
	if (!match) return undefined;
	const [, letter, said, network, account, centre, key, certificate, signature] =
		match as unknown as string[];
	const claims = claimsIn(letter!, said!);
	if (!claims) return undefined;
	const issuer = {
		...{ network: network!, account: account!, key: key!, certificate: certificate! },
		...(centre && { centre })
	};
	// One paper has one text: another spelling of the same is none.
	const signed = paperText(claims, issuer);
	if (paperWith(signed, signature!) !== paper) return undefined;
	return { claims, issuer, signed, signature: signature! };
}

const SHAPE =
	/^TCP1\.([sca])\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{12})\.([A-Za-z0-9_-]{1,40})\.([a-z0-9-]{0,40})\.([A-Za-z0-9_-]{87})\.([A-Za-z0-9_-]{86})\.([A-Za-z0-9_-]{86})$/;

const digest = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
const hours = v.pipe(v.number(), v.minValue(0), v.maxValue(10_000));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000));
const common = { title: text(120), centre: text(80), hours, issued: day };
const whose = { name: text(120), from: day, to: day };
const STANDINGS = [
	'waiting',
	'enrolled',
	'started',
	'interrupted',
	'abandoned',
	'completed'
] as const satisfies readonly Standing['is'][];

const SCHEMAS = {
	sheet: v.object({
		...common,
		...{ day, half: v.picklist(HALVES), trainer: text(120) },
		...{ listed: count, there: count, signed: count, rows: digest }
	}),
	certificate: v.object({ ...common, ...whose, employer: v.optional(text(120)) }),
	attestation: v.object({
		...common,
		...whose,
		...{ standing: v.picklist(STANDINGS), met: count, of: count, rows: digest }
	})
};
type Is = Claims['is'];
/** What a paper says, one after the other: names of fields would make the QR longer. */
const ORDER: { readonly [K in Is]: readonly string[] } = {
	sheet: Object.keys(SCHEMAS.sheet.entries),
	certificate: Object.keys(SCHEMAS.certificate.entries),
	attestation: Object.keys(SCHEMAS.attestation.entries)
};
const BY_LETTER = { s: 'sheet', c: 'certificate', a: 'attestation' } as const;

const fieldOf = (claims: Claims, field: string): unknown =>
	(claims as unknown as Record<string, unknown>)[field];

function claimsIn(letter: string, encoded: string): Claims | undefined {
	const is = BY_LETTER[letter as keyof typeof BY_LETTER];
	const values = listIn(encoded);
	if (!values || values.length !== ORDER[is].length) return undefined;
	const fields = Object.fromEntries(
		ORDER[is].flatMap((field, i) => (values[i] === null ? [] : [[field, values[i]]]))
	);
	const parsed = v.safeParse(SCHEMAS[is], fields);
	return parsed.success ? ({ is, ...parsed.output } as Claims) : undefined;
}

function listIn(encoded: string): readonly unknown[] | undefined {
	const bytes = fromBase64Url(encoded);
	if (!bytes) return undefined;
	try {
		const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
		return Array.isArray(value) ? value : undefined;
	} catch {
		return undefined;
	}
}
