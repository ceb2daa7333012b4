import { proofText } from '../../domain/accounts';
import { isRecord } from '../../domain/parse';
import type { Outcome, SyncRequest } from '../../domain/protocol';
import type { Failure, Network } from '../../ports/network';
import type { Line } from './ask';
import { asked } from './failures';

/** What this device can prove: that it holds the key of its account. */
export interface Proof {
	/** `undefined` before it is enrolled. */
	account(): Promise<string | undefined>;
	/** By the device's key; `undefined` where there is none. */
	sign(text: string): Promise<string | undefined>;
}

/** The two things a device's key opens: a new session and, once it is revoked, the quarantine. */
export function sessionOver(line: Line, proof: Proof): Pick<Network, 'renew' | 'handIn'> {
	return {
		async renew() {
			const proven = await prove(line, proof, 'session');
			if ('failure' in proven) return heard(proven.failure);
			const done = await asked(line, 'POST', '/session', proven);
			return 'failure' in done ? heard(done.failure) : { is: 'renewed' };
		},
		async handIn(facts) {
			const text = JSON.stringify(facts);
			const proven = await prove(line, proof, 'quarantine', await digestOf(text));
			if ('failure' in proven) return proven;
			const done = await asked(line, 'POST', '/quarantine', { ...proven, facts: text });
			if ('failure' in done) return { failure: done.failure };
			const outcomes = outcomesIn(done.value, facts);
			return outcomes ? { outcomes } : { failure: { why: 'misunderstood' } };
		}
	};
}

const heard = (failure: Failure): Awaited<ReturnType<Network['renew']>> => {
	if (failure.why === 'unauthorized') return { is: 'unknown' };
	return failure.why === 'revoked' ? { is: 'revoked' } : { is: 'failed', failure };
};

/** Who this is, proven for this once. Without an account or its key there is nothing to prove. */
async function prove(
	line: Line,
	{ account, sign }: Proof,
	purpose: 'session' | 'quarantine',
	subject?: string
): Promise<
	{ account: string; challenge: string; signature: string } | { readonly failure: Failure }
> {
	const own = await account();
	if (own === undefined) return { failure: { why: 'unauthorized' } };
	const given = await asked(line, 'GET', '/session');
	if ('failure' in given) return { failure: given.failure };
	const challenge = isRecord(given.value) ? given.value['challenge'] : undefined;
	if (typeof challenge !== 'string') return { failure: { why: 'portal' } };
	const signature = await sign(proofText(purpose, own, challenge, subject));
	if (signature === undefined) return { failure: { why: 'unauthorized' } };
	return { account: own, challenge, signature };
}

/** SHA-256 over UTF-8, hexadecimal: so the signature is over what is sent, and may itself be short. */
async function digestOf(text: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** An outcome for what was handed in, and nothing else. */
function outcomesIn(value: unknown, facts: SyncRequest['facts']): Outcome[] | undefined {
	const outcomes = isRecord(value) ? value['outcomes'] : undefined;
	if (!Array.isArray(outcomes)) return undefined;
	const ids = new Set(facts.map(([, { _id }]) => _id));
	return outcomes.filter((one: unknown): one is Outcome => {
		if (!isRecord(one) || !ids.has(String(one['id']))) return false;
		if (one['is'] !== 'refused')
			return ['stored', 'duplicate', 'erased'].includes(String(one['is']));
		return isRecord(one['why']) && typeof one['why']['code'] === 'string';
	});
}
