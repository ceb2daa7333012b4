import type { Clock } from './ports/clock';
import type { FactLog } from './ports/fact-log';
import type { Codes } from './ports/keys';
import type { Randomness } from './ports/randomness';
import { amend } from './usecases/amend';
import { appointStaff, type Appointment } from './usecases/appoint-staff';
import { dismissStaff } from './usecases/dismiss-staff';
import { erasePerson } from './usecases/erase-person';
import { issueBadge } from './usecases/issue-badge';
import { issueCode } from './usecases/issue-code';
import { register, type Registration } from './usecases/register';
import { tieVisit } from './usecases/tie-visit';
import { voidBadge } from './usecases/void-badge';

/** What a host does about people and those who work here. All of it works with no link. */
export interface PeopleVerbs {
	register(registration: Registration): ReturnType<typeof register>;
	amend(amendment: Parameters<typeof amend>[1]): ReturnType<typeof amend>;
	issueCode(who: Parameters<typeof issueCode>[1]): ReturnType<typeof issueCode>;
	issueBadge(who: Parameters<typeof issueBadge>[1]): ReturnType<typeof issueBadge>;
	voidBadge(which: Parameters<typeof voidBadge>[1]): ReturnType<typeof voidBadge>;
	erasePerson(who: Parameters<typeof erasePerson>[1]): ReturnType<typeof erasePerson>;
	tieVisit(tie: Parameters<typeof tieVisit>[1]): ReturnType<typeof tieVisit>;
	appointStaff(appointment: Appointment): ReturnType<typeof appointStaff>;
	dismissStaff(who: Parameters<typeof dismissStaff>[1]): ReturnType<typeof dismissStaff>;
}

export function peopleVerbs(
	around: { log: FactLog; clock: Clock; random: Randomness; codes: Codes },
	thenSend: <R>(done: Promise<R>) => Promise<R>
): PeopleVerbs {
	return {
		register: (registration) => thenSend(register(around, registration)),
		amend: (amendment) => thenSend(amend(around, amendment)),
		issueCode: (who) => thenSend(issueCode(around, who)),
		issueBadge: (who) => thenSend(issueBadge(around, who)),
		voidBadge: (which) => thenSend(voidBadge(around, which)),
		erasePerson: (who) => thenSend(erasePerson(around, who)),
		tieVisit: (tie) => thenSend(tieVisit(around, tie)),
		appointStaff: (appointment) => thenSend(appointStaff(around, appointment)),
		dismissStaff: (who) => thenSend(dismissStaff(around, who))
	};
}
