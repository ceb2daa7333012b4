import { createHmac } from 'node:crypto';
import type { AccountParts } from './parts';

/** Long enough for a slow link between asking and answering, milliseconds. */
const LIFE = 5 * 60_000;
const RANDOM_LENGTH = 12;
const MARK_LENGTH = 32;

/**
 * Something to sign that was not there before: random, the time, and a mark only
 * this network can make. Nothing is kept of it.
 */
export async function newChallenge(parts: AccountParts): Promise<{ readonly challenge: string }> {
	const { clock, random } = parts;
	const said = `${random.text(RANDOM_LENGTH)}.${clock.now().toString(36)}`;
	return { challenge: `${said}.${await markOf(parts, said)}` };
}

/** Whether a challenge is ours and of the last minutes. */
export async function isFresh(parts: AccountParts, challenge: string): Promise<boolean> {
	const [random = '', at = '', mark = '', ...more] = challenge.split('.');
	const age = parts.clock.now() - Number.parseInt(at, 36);
	const { checks } = parts;
	const expected = await markOf(parts, `${random}.${at}`);
	const isOurs = checks.same(checks.digest(mark), checks.digest(expected));
	return isOurs && more.length === 0 && Math.abs(age) <= LIFE;
}

const markOf = async ({ secret }: AccountParts, said: string): Promise<string> =>
	createHmac('sha256', await secret())
		.update(said)
		.digest('base64url')
		.slice(0, MARK_LENGTH);
