import { checkIn } from '../../../src/lib/usecases/check-in';
import type { SimDevice } from '../device';
import { stations, type World } from '../world';

/** Devices that speak with one session: one of them is a copy of the other. */
const copiesIn = (world: World): readonly SimDevice[] =>
	stations(world).filter((device) =>
		world.devices.some(
			(other) => other !== device && other.parts.as.account === device.parts.as.account
		)
	);

/** Each copy has something to say once more: that is when it is found out. False where there is none. */
export function copiesSpeak(world: World): boolean {
	const copies = copiesIn(world);
	copies.forEach(({ parts, tap }, i) =>
		tap(0, (around) =>
			checkIn(around, {
				centre: parts.centre,
				person: `p_copy${String(i).padStart(8, '0')}`,
				reason: 'work',
				category: 'other'
			})
		)
	);
	return copies.length > 0;
}

/** Copies that have been heard are told apart: of one holder, one goes on. */
export async function confused(world: World): Promise<string[]> {
	const seen = new Map<string, string>();
	const wrong: string[] = [];
	for (const { parts, disk } of copiesIn(world)) {
		const { device } = await disk.resting();
		if (!device) continue;
		const author = `${device.device}.${device.epoch}`;
		const other = seen.get(author);
		if (other) wrong.push(`${other} and ${parts.name} both go by ${author}`);
		seen.set(author, parts.name);
	}
	return wrong;
}
