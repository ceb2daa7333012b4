import * as v from 'valibot';
import type { Failure, Renewed } from '../../ports/network';
import type { Answered, Office } from '../../ports/office';
import { PATIENCE, type Line } from './ask';
import { asked, type No } from './failures';
import {
	calendarLink,
	devices,
	dossier,
	enrolled,
	erasures,
	heldPlaces,
	holders,
	invitation,
	matters,
	publishedItem,
	newCalendarLink,
	quarantined
} from './shapes';

interface Options {
	/** A session that is over is renewed once, and the same is asked again. */
	readonly renew: () => Promise<Renewed>;
	readonly ask?: typeof fetch;
	readonly patience?: number;
}

/** What only the server at `origin` can do, over `fetch`. */
export function httpOffice(
	origin: string,
	{ renew, ask = fetch, patience = PATIENCE }: Options
): Office {
	const line: Line = { origin, ask, patience };

	async function told<T>(
		schema: v.GenericSchema<unknown, T>,
		...request: [method: 'GET' | 'POST' | 'DELETE', path: string, value?: unknown]
	): Promise<Answered<T>> {
		let answer = await asked(line, ...request);
		if ('failure' in answer && answer.failure.why === 'unauthorized') {
			const renewed = await renew();
			if (renewed.is === 'revoked') return { failure: { why: 'revoked' } };
			if (renewed.is === 'failed') return { failure: renewed.failure };
			if (renewed.is === 'renewed') answer = await asked(line, ...request);
		}
		return 'failure' in answer ? { failure: whyNot(answer) } : shaped(schema, answer.value);
	}

	return {
		async enrol(request) {
			// Who has no account yet has no session to renew.
			const answer = await asked(line, 'POST', '/enrolment', request);
			if (!('failure' in answer)) return shaped(enrolled, answer.value);
			return answer.code === 'no-such-code' ? { refused: true } : { failure: whyNot(answer) };
		},
		me: () => told(enrolled, 'GET', '/manage/me'),
		signOut: () => told(done, 'DELETE', '/session'),
		invite: (place) => told(invitation, 'POST', '/manage/invitations', place),
		devices: () => told(devices, 'GET', '/manage/devices'),
		revoke: (account) => told(done, 'POST', '/manage/devices/revoke', { account }),
		quarantine: () => told(quarantined, 'GET', '/manage/quarantine'),
		erasures: () => told(erasures, 'GET', '/manage/erasures'),
		dossier: (person) => told(dossier, 'GET', `/manage/person/${encodeURIComponent(person)}`),
		calendar: () => told(calendarLink, 'GET', '/manage/calendar'),
		linkCalendar: () => told(newCalendarLink, 'POST', '/manage/calendar'),
		unlinkCalendar: () => told(done, 'DELETE', '/manage/calendar'),
		fences: () => told(heldPlaces, 'GET', '/manage/fences'),
		fence: (request) => told(holders, 'POST', '/manage/fences', request),
		matters: () => told(matters, 'GET', '/manage/matters'),
		closeAlarm: (alarm) => told(done, 'POST', '/manage/matters', alarm),
		lesson: ({ course, item, of }) =>
			told(publishedItem, 'GET', `/lessons/${course}/${item}?of=${encodeURIComponent(of)}`)
	};
}

const done = v.literal(true);

/** What is no answer of ours is a portal's, whatever it calls itself. */
function shaped<T>(schema: v.GenericSchema<unknown, T>, value: unknown): Answered<T> {
	const parsed = v.safeParse(schema, value);
	return parsed.success ? { ok: parsed.output } : { failure: { why: 'portal' } };
}

/** Codes that say more than their status does. */
const MEANT: Readonly<Record<string, Failure>> = {
	'last-coordinator': { why: 'forbidden' },
	'no-such-device': { why: 'forbidden' },
	'no-such-person': { why: 'forbidden' }
};
const whyNot = ({ failure, code = '' }: No): Failure =>
	Object.hasOwn(MEANT, code) ? MEANT[code]! : failure;
