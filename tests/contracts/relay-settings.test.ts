import { expect, test } from 'vitest';
import type { Fact } from '../../src/lib/domain/facts';
import { placesIn } from '../../src/lib/server/places/config';
import { isExpired } from '../../src/lib/server/retention/age';
import { retentionIn, USUAL_RETENTION } from '../../src/lib/server/retention/config';
import { serverRandomness } from '../../src/lib/server/randomness';
import { createRelay } from '../../src/lib/server/relay/relay';
import { emptyStore, openMemoryStore } from '../support/memory-store';
import { fact } from './gateway-bench';
import { DAY, describeCentre, NOON, openNetwork, visit } from './relay-bench';

test('without a word, visits are kept for three months, logs for six, and names of learners for six years', () => {
	expect(retentionIn({})).toEqual({ retention: { visits: 90, logs: 180, training: 2_192 } });
	expect(retentionIn({ RETENTION_VISITS_DAYS: '' })).toEqual({ retention: USUAL_RETENTION });
});

test('a network chooses how long it keeps what', () => {
	const env = { RETENTION_VISITS_DAYS: '60', RETENTION_LOGS_DAYS: '365' };
	// Ten years, where Europe has paid.
	const papers = { RETENTION_TRAINING_DAYS: '3653' };
	expect(retentionIn({ ...env, ...papers })).toEqual({
		retention: { visits: 60, logs: 365, training: 3_653 }
	});
});

test.each(['0', '-1', '90 days', '1e3', '99999', '4.5', 'never'])(
	'a period of %j is refused in a sentence that names it',
	(text) => {
		expect(retentionIn({ RETENTION_LOGS_DAYS: text })).toEqual({
			refused: `RETENTION_LOGS_DAYS=${text} is not a number of days from 1 to 3650.`
		});
	}
);

test('without a word, a place is kept for half an hour, and a restored server waits a week', () => {
	expect(placesIn({})).toEqual({ places: { horizon: 60, grace: 30 * 60_000, fenceDays: 7 } });
	const env = { PLACES_GRACE_MINUTES: '60', PLACES_FENCE_DAYS: '3' };
	expect(placesIn(env)).toEqual({ places: { horizon: 60, grace: 60 * 60_000, fenceDays: 3 } });
});

test.each([
	['PLACES_GRACE_MINUTES', '0', '5 to 240'],
	['PLACES_FENCE_DAYS', '0', '1 to 60'],
	['PLACES_FENCE_DAYS', 'soon', '1 to 60']
])('%s=%s is refused in a sentence that names it', (name, text, range) => {
	expect(placesIn({ [name]: text })).toEqual({
		refused: `${name}=${text} is not a number from ${range}.`
	});
});

const old = (days: number, at: Partial<Fact['at']>): Fact => {
	const wall = NOON - days * DAY;
	const day = new Date(wall).toISOString().slice(0, 10);
	return fact(1, { day }, { at: { wall, ...at } });
};
const isPast = (one: Fact, db = 'centre_murat'): boolean =>
	isExpired(db, one, NOON, USUAL_RETENTION);

test('a late visit is past its time only where its device knew what time it was', () => {
	const known = { offset: 120_000, offsetAge: DAY };
	expect(isPast(old(91, known))).toBe(true);
	expect(isPast(old(90, known))).toBe(false);
	expect(isPast(old(91, known), 'people_murat')).toBe(false);
	expect(isPast({ ...old(91, known), kind: 'place.claimed' })).toBe(false);
});

test('a check-in on a tablet with the clock of years ago is not taken for an old one', () => {
	expect(isPast(old(2_000, {}))).toBe(false);
	expect(isPast(old(2_000, { offset: 2_000 * DAY, offsetAge: 0 }))).toBe(false);
	// Measured before the clock jumped.
	expect(isPast(old(2_000, { offset: 120_000, offsetAge: -2_000 * DAY }))).toBe(false);
});

test('a backup is made while the relay does nothing else', async () => {
	const network = openNetwork(openMemoryStore(emptyStore()));
	await describeCentre(network);
	await visit(network);
	const did: string[] = [];
	const relay = createRelay({
		store: {
			...network.store,
			revise: async (db, ...rest) => {
				did.push('relay');
				await Promise.resolve();
				return network.store.revise(db, ...rest);
			}
		},
		clock: network.clock,
		timers: { after: () => () => {} },
		random: serverRandomness,
		onDefect: (error) => expect.fail(String(error))
	});
	const swept = relay.sweep();
	const apart = relay.apart(async () => {
		did.push('begins');
		for (let i = 0; i < 20; i += 1) await Promise.resolve();
		did.push('ends');
		throw new Error('no room');
	});
	const again = relay.sweep();
	await expect(apart).rejects.toThrow('no room');
	await Promise.all([swept, again]);
	expect(did.indexOf('ends')).toBe(did.indexOf('begins') + 1);
	expect(did[0]).toBe('relay');
});
