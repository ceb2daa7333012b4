import { ATTENDANCES } from '../../../src/lib/domain/training/kinds';
import {
	noteAttendance,
	type NotedAttendance
} from '../../../src/lib/usecases/training/note-attendance';
import { local } from '../../../src/lib/domain/calendar';
import { pageKey, type FactId } from '../../../src/lib/domain/ids';
import { rollOf } from '../../../src/lib/domain/training/roll';
import type { Session } from '../../../src/lib/domain/training/words';
import { sign, type Signing } from '../../../src/lib/usecases/training/sign';
import type { Around, SimDevice } from '../device';
import type { Seeded } from '../seeded';
import type { Training } from '../training';
import { phones, tablets, type World } from '../world';

export interface Here {
	readonly device: SimDevice;
	readonly around: Around;
	readonly world: World;
	readonly training: Training;
	readonly random: Seeded;
}
export type Run = (here: Here) => Promise<unknown>;

export const on =
	(among: (world: World) => readonly SimDevice[], run: Run) =>
	(world: World, random: Seeded): void => {
		const { training } = world;
		const device = random.pick(among(world));
		if (!device || !training) return;
		const own = random.below(2);
		device.tap(own, (around) => run({ device, around, world, training, random }));
	};
export const onATablet = (run: Run) => on(tablets, run);
export const onAPhone = (run: Run) => on(phones, run);

export const WHY = 'une raison';

/** A half-day this device knows: rather one that has begun. */
export async function someSession({
	around: { log, clock },
	random
}: Here): Promise<Session | undefined> {
	const pages = [...(await log.pages('agenda')).values()];
	const all = pages.flatMap(({ sessions }) => Object.values(sessions));
	const today = local(clock.now()).day;
	const begun = all.filter(({ day }) => day <= today);
	return random.pick(begun.length > 0 && random.chance(0.9) ? begun : all);
}

export async function rollFor({ around: { log } }: Here, { id, group }: Session) {
	const page = await log.page('session', pageKey.session(id));
	return rollOf(page, await log.page('group', pageKey.group(group)));
}

/** Somebody on the roll, or now and then somebody who is not. */
export async function somebody(here: Here, session: Session): Promise<string> {
	const roll = await rollFor(here, session);
	const { random, training } = here;
	const line = random.chance(0.85) ? random.pick(roll) : undefined;
	return line?.person ?? random.pick(training.learners);
}

export async function signHere({ around, world }: Here, signing: Signing): Promise<void> {
	const done = await sign(around, signing);
	if ('signed' in done) world.happened('signed for a half-day');
}

/** What a device has said of presence, to be taken back. */
export const said = new WeakMap<SimDevice, { session: FactId; noted: NotedAttendance }[]>();

export async function note(here: Here, session: FactId, person: string): Promise<void> {
	const { device, around, random, world } = here;
	const is = random.pick(ATTENDANCES);
	const noted = await noteAttendance(around, {
		...{ session, person, is },
		...(is === 'late' && { minutes: random.between(1, 60) }),
		...(random.chance(0.5) && { why: WHY })
	});
	remember(device, session, noted);
	if ('noted' in noted && noted.noted.length > 0) world.happened('presence noted');
}

export function remember(device: SimDevice, session: FactId, noted: NotedAttendance): void {
	said.set(device, [...(said.get(device) ?? []), { session, noted }].slice(-6));
}
