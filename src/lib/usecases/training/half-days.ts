import { database, pageKey, reportsOf, type Day, type Slug } from '../../domain/ids';
import type { SessionPage } from '../../domain/pages';
import { boundsOf } from '../../domain/places/slots';
import { parseAwaitedSession } from '../../domain/training/parse-reports';
import type { AwaitedSession } from '../../domain/training/reports';
import type { Reader } from '../../ports/fact-log';
import { rightTime } from '../bookings';

/** A half-day that waits for somebody at a door, and what they can do about it. */
export interface HalfDay extends AwaitedSession {
	readonly stands: 'open' | 'early' | 'signed';
	/** From when it is signed, milliseconds since 1970. */
	readonly begins: number;
}

/** The half-days of one day at a centre, as its kiosk has heard of them: those that take place, in the order of the day. */
export async function halfDaysOn(
	read: Reader,
	{ centre, day }: { readonly centre: Slug; readonly day: Day }
): Promise<readonly AwaitedSession[]> {
	const reports = await read.reports(database.roster(centre), reportsOf.session);
	const theirs = [...reports.values()]
		.flatMap((report) => parseAwaitedSession(report) ?? [])
		.filter((one) => one.day === day);
	const pages = await Promise.all(theirs.map(({ session }) => pageOf(read, session)));
	// What anybody may read says sooner than the roster that it does not take place.
	return theirs
		.filter((_, i) => pages[i]!.session?.cancelled === undefined)
		.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

/**
 * Those of them that wait for one person. `signed` where this kiosk has heard so: a
 * signature on the trainer’s tablet, or on their phone, is not known here.
 */
export async function halfDaysOf(
	read: Reader,
	who: { readonly centre: Slug; readonly day: Day; readonly person: string; readonly now: number }
): Promise<readonly HalfDay[]> {
	const { person, now } = who;
	// As `sign` judges: early by both clocks, or it is not early.
	const latest = Math.max(now, rightTime(await read.device(), now));
	const theirs = (await halfDaysOn(read, who)).filter(({ people }) => people.includes(person));
	return Promise.all(
		theirs.map(async (one): Promise<HalfDay> => {
			const [begins] = boundsOf(one.day, one.half);
			if (hasSigned(await pageOf(read, one.session), person))
				return { ...one, stands: 'signed', begins };
			return { ...one, stands: latest < begins ? 'early' : 'open', begins };
		})
	);
}

const pageOf = (read: Reader, session: string): Promise<SessionPage> =>
	read.page('session', pageKey.session(session));

const hasSigned = ({ signatures, tied }: SessionPage, person: string): boolean =>
	Object.values(signatures).some(
		(one) =>
			one.as === 'learner' &&
			one.struck === undefined &&
			(one.person === person || tied[one.person] === person)
	);

const orderOf = ({ half, course, session }: AwaitedSession): string =>
	`${half} ${course} ${session}`;
