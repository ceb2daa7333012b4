import type { Device } from '../domain/device';
import type { Segment } from '../domain/segments';
import type { FactLog, Reader } from '../ports/fact-log';
import type { Randomness } from '../ports/randomness';
import { NoRoom, reportKey, type Tables } from '../ports/tables';
import { absorb } from './absorb';
import { deviceIn } from './device-row';
import { crossOff, land } from './land';
import { lapse } from './lapse';
import { maintain } from './maintain';
import { outbox } from './outbox';
import { enrolled, revoked, signedOut } from './placed';
import { settle } from './settle';
import { putAway, takeUp } from './take-up';
import { together } from './together';

/** What the log does for the server, and with its own house: nothing of it is read or written by a tap. */
export type Upkeep = Pick<
	FactLog,
	| 'enrolled'
	| 'revoked'
	| 'signedOut'
	| 'outbox'
	| 'absorb'
	| 'takeUp'
	| 'putAway'
	| 'settle'
	| 'land'
	| 'forgo'
	| 'shelve'
	| 'tally'
	| 'maintain'
	| 'lapse'
>;

export interface Foundations {
	readonly tables: Tables;
	readonly reader: Reader;
	readonly random: Randomness;
	/** Keeps the device's mark in step with its record, which it answers with. */
	readonly marked: (device: Device) => Device;
}

export const upkeepOf = ({ tables, reader, random, marked }: Foundations): Upkeep => ({
	enrolled: async (as, lock) => marked(await tables.write((tx) => enrolled(tx, as, lock, random))),
	revoked: (account) => tables.write((tx) => revoked(tx, account)),
	signedOut: async () => marked(await tables.write((tx) => signedOut(tx, random))),
	outbox: (limit) => tables.read((tx) => outbox(tx, limit)),
	async absorb(answer, exchange) {
		const absorbed = await tables.write((tx) => absorb(tx, answer, exchange, random));
		if (answer.estranged) marked(await reader.device());
		return absorbed;
	},
	settle: (outcomes, { receivedAt }) =>
		tables.write(async (tx) => settle(tx, await deviceIn(tx), outcomes, receivedAt)),
	land: together((segments: readonly Segment[]) => tables.write((tx) => land(tx, segments))),
	forgo: (db, names) =>
		tables.write((tx) => crossOff(tx, db, new Set(names.map(({ day }) => day)))),
	async takeUp(keys, decide) {
		try {
			const { facts, device } = await tables.write((tx) => takeUp(tx, keys, decide));
			marked(device);
			return { facts };
		} catch (error) {
			if (error instanceof NoRoom) return { failed: 'no-room' };
			throw error;
		}
	},
	putAway: (keys, away) => orNoRoom(tables.write((tx) => putAway(tx, keys, away))),
	shelve(db, reports) {
		const rows = reports.map(({ id, body }) => ({ key: reportKey(db, id), body }));
		return orNoRoom(tables.write((tx) => tx.put('reports', rows)));
	},
	tally: (traffic, { up, down }) =>
		tables.write(async (tx) => {
			const row = await tx.get('meta', 'bytes');
			const before = row?.key === 'bytes' ? row.bytes : {};
			const sum = before[traffic] ?? { up: 0, down: 0 };
			const bytes = { ...before, [traffic]: { up: sum.up + up, down: sum.down + down } };
			await tx.put('meta', [{ key: 'bytes', bytes }]);
		}),
	maintain: (today) => maintain(tables, today),
	lapse: (now) => lapse(tables, now)
});

async function orNoRoom(written: Promise<void>): Promise<'kept' | 'no-room'> {
	try {
		await written;
		return 'kept';
	} catch (error) {
		if (error instanceof NoRoom) return 'no-room';
		throw error;
	}
}
