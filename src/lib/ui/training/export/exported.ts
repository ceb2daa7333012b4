import { pageKey, type Day, type FactId } from '../../../domain/ids';
import {
	attendedAt,
	totalsOf,
	type Attended,
	type Totals
} from '../../../domain/training/attended';
import type { Fate, Reader } from '../../../ports/fact-log';
import { groupSight, type Follower, type GroupSight } from '../group';
import { namesOf, type Called } from '../names';

/** One line of the table of half-days. */
export interface Line extends Attended {
	readonly called: Called;
	/** `undefined` for who came without being enrolled. */
	readonly follower?: Follower;
	/** What became of what this device itself wrote down: of the mark, and of the signature. */
	readonly fates: readonly Fate[];
	/** When this device was told that the server has the signature; milliseconds, its own clock. */
	readonly received?: number;
}

export interface TotalLine extends Totals {
	readonly called: Called;
	readonly follower?: Follower;
}

/** All a group's tables are made of. */
export interface Exported {
	readonly sight: GroupSight;
	/** Up to today, in time and then as they stand on the roll. */
	readonly lines: readonly Line[];
	/** Of everybody who is or was in the group, and of who came without. */
	readonly totals: readonly TotalLine[];
	/** What this device has not sent yet, of anything. */
	readonly waiting: number;
	/** The server has answered about training, and no day of it is still on its way. */
	readonly isWhole: boolean;
}

/** `null` where this device knows no such group. */
export const exportedOf =
	(id: FactId, today: Day) =>
	async (read: Reader): Promise<Exported | null> => {
		const sight = await groupSight(id, today)(read);
		if (!sight) return null;
		const group = await read.page('group', pageKey.group(id));
		const past = sight.own.filter(({ session }) => session.day <= today);
		const pages = await Promise.all(
			past.map(({ session }) => read.page('session', pageKey.session(session.id)))
		);
		const attended = pages.flatMap((page) => attendedAt(page, group));
		const followers = [...sight.admitted, ...sight.waiting, ...sight.gone];
		const names = await namesOf(read, [
			...followers.map(({ person }) => person),
			...attended.map(({ line }) => line.person)
		]);
		/** Somebody may have been enrolled twice: how they stand now is what their last one says. */
		const follower = new Map(
			followers
				.toSorted((a, b) => (a.enrolment.id < b.enrolment.id ? -1 : 1))
				.map((one) => [one.person, one])
		);
		const about = (person: string) => ({
			called: names.get(person) ?? {},
			...(follower.has(person) && { follower: follower.get(person)! })
		});
		const lines = await Promise.all(
			attended.map(async (one): Promise<Line> => {
				const { mark, signature, person } = one.line;
				const [said, signed] = await Promise.all([
					mark && read.fate(mark.fact),
					signature && read.fate(signature.fact)
				]);
				return {
					...one,
					...about(person),
					fates: [said, signed].flatMap((fate) => fate ?? []),
					...(signed?.is === 'sent' && { received: signed.at })
				};
			})
		);
		const totals = totalsOf(attended);
		const absent = followers.filter(({ person }) => !totals.some((one) => one.person === person));
		const [{ waiting }, heard, loading] = await Promise.all([
			read.backlog(),
			read.heard('training'),
			read.loading()
		]);
		return {
			...{ sight, lines, waiting },
			isWhole: heard && loading === 0,
			totals: [...totals, ...absent.map(({ person }) => noneOf(person))].map((one) => ({
				...one,
				...about(one.person)
			}))
		};
	};

const noneOf = (person: string): Totals => ({
	...{ person, halfDays: 0, present: 0, late: 0, absent: 0, unsaid: 0 },
	...{ minutes: 0, signed: 0, planned: 0, realised: 0 }
});
