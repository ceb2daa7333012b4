import type { Centre } from '../../src/lib/domain/centres';
import { openLog } from '../../src/lib/log/log';
import type { WatchableLog } from '../../src/lib/ports/fact-log';
import type { Mark } from '../../src/lib/ports/mark';
import type { Randomness } from '../../src/lib/ports/randomness';
import { emptyDisk, openMemoryTables, type Disk } from './memory-tables';

/** Random enough for a test, and the same every time. */
export function seededRandomness(seed = 1): Randomness {
	let state = seed >>> 0;
	const next = (): number => {
		// mulberry32
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const digit = (): string => '0123456789abcdefghjkmnpqrstvwxyz'[Math.floor(next() * 32)]!;
	return { fraction: next, text: (length) => Array.from({ length }, digit).join('') };
}

export function memoryMark(): Mark {
	let kept: ReturnType<Mark['read']>;
	return { read: () => kept, write: (mark) => (kept = { ...mark }) };
}

/** A kiosk's log on a disk of memory, with a clock to be set by hand. */
export async function openKiosk(
	start: number,
	{ disk = emptyDisk(), mark = memoryMark() }: { disk?: Disk; mark?: Mark } = {}
): Promise<{
	log: WatchableLog;
	clock: { now(): number; set(wall: number): void };
	random: Randomness;
}> {
	let wall = start;
	const random = seededRandomness();
	const { log } = await openLog(openMemoryTables(disk), mark, random);
	return { log, random, clock: { now: () => wall, set: (to) => (wall = to) } };
}

const FULL = [
	['08:30', '12:30'],
	['13:30', '17:30']
] as const;

export const MURAT: Centre = {
	slug: 'murat',
	name: 'Murat',
	speciality: { fr: 'Formation', en: 'Training' },
	lat: 45.1106,
	lon: 2.8694,
	postcode: '15300',
	insee: '15138',
	epci: 'Hautes Terres Communauté',
	population: 1915,
	hours: [FULL, FULL, FULL, FULL, FULL, [], []],
	badgeHours: ['07:00', '21:00'],
	spaces: [{ id: 'desk', kind: 'desk', count: 6 }]
};
