import { certificateText } from '../accounts';
import type { Role } from '../device';
import { canonical } from '../facts';
import type { FactId } from '../ids';
import type { Signer, Way } from './kinds';
import type { Seal } from './words';

/**
 * What a device puts its hand to. Proof of training is free in its form (article
 * R6313-3 of the Code du travail), so a simple signature will do; the seal is what
 * lets anybody see, offline, that it was not touched since.
 */

/** What somebody signs. The rest of a fact, its id, count and time, is not sealed: a copy is as good. */
export interface Claimed {
	readonly session: FactId;
	readonly person: string;
	readonly as: Signer;
	readonly way: Way;
	/** What was drawn, in its compact form. */
	readonly strokes?: string | undefined;
	/** Digest of `rollText`: what a trainer signs for. */
	readonly roll?: string | undefined;
	/** Device clock, milliseconds. */
	readonly when: number;
}

/** Where in a device’s chain a signature stands. */
export interface Link {
	/** The device’s account. */
	readonly chain: string;
	/** From 1, without a gap. */
	readonly n: number;
	/** Digest of the `linkText` before; absent at the first. */
	readonly prev?: string | undefined;
}

/** What the device signs: all that is claimed, and its place in the chain. */
export const sealText = (
	{ session, person, as, way, strokes, roll, when }: Claimed,
	{ chain, n, prev }: Link
): string => `TCS1.${canonical({ chain, n, prev, session, person, as, way, strokes, roll, when })}`;

/** What the next link names by its digest: what was sealed, and the hand under it. */
export const linkText = (sealed: string, signature: string): string => `${sealed}.${signature}`;

/** Whose certificate a seal shows: the first part of `certificateText`. */
export const sealOwner = ({
	chain,
	role,
	centre,
	owner
}: Seal): Parameters<typeof certificateText>[0] => ({
	account: chain,
	// A role nobody has makes a text nobody has certified.
	role: role as Role,
	...(centre !== undefined && { centre }),
	...(owner !== undefined && { person: owner })
});

/** What the network signs of a chain it has seen: how far it reached, and its last link. */
export const witnessText = ({
	chain,
	n,
	digest
}: {
	readonly chain: string;
	readonly n: number;
	readonly digest: string;
}): string => ['TCW1', chain, n, digest].join('.');
