import { local } from '../../domain/calendar';
import { closuresOf } from '../../domain/folds/centre';
import { pageKey, type FactId } from '../../domain/ids';
import { flagsOf, type Flag } from '../../domain/training/coherence';
import { lastWord } from '../../domain/training/heads';
import { rollText } from '../../domain/training/roll';
import type { Clock } from '../../ports/clock';
import type { Reader } from '../../ports/fact-log';
import type { Keys } from '../../ports/keys';

/** Half-days of one group whose signatures are compared: more were never signed in one sitting. */
const MOST_OTHERS = 60;

/** What an auditor would ask about a half-day, with all that this device knows to compare it with. */
export async function coherenceOf(
	{ log, keys, clock }: { log: Reader; keys: Pick<Keys, 'digest'>; clock: Clock },
	{ session: id }: { readonly session: FactId }
): Promise<readonly Flag[]> {
	const page = await log.page('session', pageKey.session(id));
	const { session } = page;
	if (!session) return [];
	const [group, described, about, agenda, roll] = await Promise.all([
		log.page('group', pageKey.group(session.group)),
		log.page('course', pageKey.course(session.course)),
		log.page('centre', pageKey.centre(session.centre)),
		log.pages('agenda'),
		keys.digest(rollText(page))
	]);
	const today = local(clock.now()).day;
	const sessions = [...agenda.values()].flatMap((month) => Object.values(month.sessions));
	const others = sessions
		.filter((one) => one.group === session.group && one.id !== id && one.day <= today)
		.slice(-MOST_OTHERS);
	return flagsOf(page, {
		...{ group, today, roll, sessions },
		course: lastWord(described.described)?.course,
		centre: about.centre,
		closures: closuresOf(about),
		others: await Promise.all(others.map((one) => log.page('session', pageKey.session(one.id))))
	});
}
