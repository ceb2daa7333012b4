import { certificateText } from '../../domain/accounts';
import { stamp, type Device } from '../../domain/device';
import type { Draft } from '../../domain/facts';
import type { SessionPage } from '../../domain/pages';
import {
	database,
	pageKey,
	partsOf,
	reportId,
	type DatabaseName,
	type FactId
} from '../../domain/ids';
import { isRecord } from '../../domain/parse';
import { lastWord } from '../../domain/training/heads';
import {
	STROKES_LENGTH,
	type Attendance,
	type Signer,
	type Way
} from '../../domain/training/kinds';
import { rollText } from '../../domain/training/roll';
import { sealText } from '../../domain/training/seal';
import { mayHandSign, whyNotSign, type WhyNotSign } from '../../domain/training/signing';
import type { Clock } from '../../ports/clock';
import type { FactLog, Reader } from '../../ports/fact-log';
import type { Keys } from '../../ports/keys';
import { rightTime } from '../bookings';
import { extentOf, headOf } from './chain-head';

export interface Signing {
	readonly session: FactId;
	readonly person: string;
	readonly as: Signer;
	readonly way: Way;
	/** What was drawn, in its compact form. */
	readonly strokes?: string | undefined;
}

export type WhyRefused =
	| WhyNotSign
	/** This device has not heard of the half-day. */
	| 'unknown'
	/** The pen was not used; or it was, and more than can be kept. */
	| 'nothing-drawn'
	| 'drawn-too-much';

export type Signed =
	| { readonly signed: FactId }
	/** They have signed already: nothing new was written. */
	| { readonly again: true }
	/** `no-key`: this device cannot sign, for the network does not know its hand (any more). */
	| { readonly failed: 'no-room' | 'no-key' }
	| { readonly refused: WhyRefused };

interface Around {
	readonly log: FactLog;
	readonly keys: Keys;
	readonly clock: Clock;
}

/**
 * Somebody signs a half-day. The device puts its own hand under what is claimed
 * and under its last signature before, and only then writes: a transaction waits
 * for no key. Where another tab has signed in between, it is done again, so that
 * no two links of a chain have one place. Resolved means on this device's disk.
 */
export async function sign(around: Around, signing: Signing): Promise<Signed> {
	for (;;) {
		const done = await tryToSign(around, signing);
		if (done !== 'overtaken') return done;
	}
}

async function tryToSign(
	{ log, keys, clock }: Around,
	{ session, person, as, way, strokes }: Signing
): Promise<Signed | 'overtaken'> {
	const device = await log.device();
	const { account: chain, certificate, networkKey, role } = device;
	const when = clock.now();
	const page = await log.page('session', pageKey.session(session));
	const told = page.session && (await markTold(log, device, session));
	const judge = (page: SessionPage): Signed | undefined =>
		judged(page, { session, person, as, way, strokes }, { device, told, now: when });
	const answer = judge(page);
	if (answer) return answer;
	if (chain === undefined || role === undefined || whereTo(device) === undefined)
		return { failed: 'no-key' };
	if (certificate === undefined || networkKey === undefined) return { failed: 'no-key' };

	const before = await log.page('chain', pageKey.chain(chain));
	const head = await headOf(log, keys, networkKey, before);
	const roll = as === 'trainer' ? await keys.digest(rollText(page)) : undefined;
	const claimed = {
		session,
		person,
		as,
		way,
		...defined({ strokes: way === 'drawn' ? strokes : undefined, roll }),
		when
	};
	const place = { chain, n: (head?.n ?? 0) + 1, ...(head && { prev: head.digest }) };
	const signature = await keys.sign(sealText(claimed, place));
	if (signature === undefined) return { failed: 'no-key' };
	// It has signed, so it has a key: this makes none.
	const key = await keys.make();
	const owner = {
		account: chain,
		role,
		...defined({ centre: device.centre, person: device.person })
	};
	if (!(await keys.verify(networkKey, certificateText(owner, key), certificate)))
		return { failed: 'no-key' };

	const seal = {
		...{ chain, role, ...defined({ centre: device.centre, owner: device.person }) },
		...{ key, certificate, n: place.n, ...defined({ prev: place.prev }), signature }
	};
	const reads = [pageKey.session(session), pageKey.chain(chain)];
	const done = await log.commit<Signed | 'overtaken'>(reads, (read, device) => {
		const now = read(reads[0]!, 'session');
		const answer = judge(now);
		if (answer) return { drafts: [], result: answer };
		const isOvertaken =
			extentOf(read(reads[1]!, 'chain')) !== extentOf(before) || rollText(now) !== rollText(page);
		const db = whereTo(device);
		if (isOvertaken || db === undefined || device.account !== chain)
			return { drafts: [], result: 'overtaken' };
		const { centre: scope, day } = now.session!;
		const draft: Draft = {
			...{ day, scope, db, kind: 'signature.given', v: 1, at: stamp(when, device), by: person },
			fields: { ...claimed, seal }
		};
		return { drafts: [draft], result: { signed: '' } };
	});
	if ('failed' in done) return done;
	const [fact] = done.facts;
	return fact ? { signed: fact._id } : done.result;
}

/** What is answered without a signature; `undefined` where there is nothing against one. */
function judged(
	{ session, marks, signatures, tied }: SessionPage,
	{ session: id, person, as, way, strokes = '' }: Signing,
	{ device, told, now }: { device: Device; told: { is: Attendance } | undefined; now: number }
): Signed | undefined {
	if (!session) return { refused: 'unknown' };
	const isOwn = as === 'learner' || device.trainer === person;
	if (!isOwn || !mayHandSign(device, { session: id, as, person })) return { refused: 'not-theirs' };
	const isTheirs = (who: string): boolean => who === person || tied[who] === person;
	const hasSigned = Object.values(signatures).some(
		(one) => one.as === as && one.struck === undefined && isTheirs(one.person)
	);
	if (hasSigned) return { again: true };
	// Early by both clocks, or it is not early: one that is wrong must not keep anybody from signing.
	const latest = Math.max(now, rightTime(device, now));
	const mark = lastWord(marks[person]) ?? told;
	const refused = whyNotSign(session, mark, { as, person }, latest);
	if (refused) return { refused };
	if (way === 'drawn' && strokes === '') return { refused: 'nothing-drawn' };
	return strokes.length > STROKES_LENGTH ? { refused: 'drawn-too-much' } : undefined;
}

/** A phone hears from the server, and not from the trainer, what was said of its person. */
async function markTold(
	log: Reader,
	{ own }: Device,
	session: FactId
): Promise<{ is: Attendance } | undefined> {
	if (own === undefined) return undefined;
	const report = await log.report(own, reportId.session(partsOf(session).day, session));
	const mark = isRecord(report) ? report['mark'] : undefined;
	return isRecord(mark) && mark['is'] === 'absent' ? { is: 'absent' } : undefined;
}

/** What is not there is no field: a fact says nothing by `undefined`. */
function defined<T extends Record<string, unknown>>(
	fields: T
): { [K in keyof T]?: Exclude<T[K], undefined> } {
	const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries) as never;
}

/** Said where who says it may write; the relay brings it to the trainers. */
function whereTo({ role, own, centre }: Device): DatabaseName | undefined {
	if (role === 'trainer') return database.training;
	if (role === 'member') return own;
	return centre === undefined ? undefined : database.centre(centre);
}
