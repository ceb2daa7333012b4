import type { SessionPage } from '../folds/session';

/** Who is later than this was absent: minutes. */
export const MOST_MINUTES = 240;

/** Whether a signature stands that a further word would contradict: their own, or a trainer's for the whole roll. */
export const isSignedFor = ({ signatures }: SessionPage, person: string): boolean =>
	Object.values(signatures).some(
		(one) => one.struck === undefined && (one.as === 'trainer' || one.person === person)
	);
