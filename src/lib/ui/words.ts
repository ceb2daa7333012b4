import type { Role } from '../domain/device';
import type { Category, Reason } from '../domain/kinds';
import type { RefusalCode } from '../domain/parse';
import type { Failure, FailureReason } from '../ports/network';
import { m } from '../paraglide/messages';

/** The same word for the same thing everywhere: what codes of the domain are called on screen. */

export const reasonWord: Readonly<Record<Reason, () => string>> = {
	work: () => m.reason_work(),
	meeting: () => m.reason_meeting(),
	training: () => m.reason_training(),
	information: () => m.reason_information(),
	other: () => m.reason_other()
};

export const categoryWord: Readonly<Record<Category, () => string>> = {
	employee: () => m.category_employee(),
	independent: () => m.category_independent(),
	seeker: () => m.category_seeker(),
	student: () => m.category_student(),
	other: () => m.category_other()
};

/** Complete by type: a new code does not compile without its sentence. */
export const refusalWord: Readonly<Record<RefusalCode, () => string>> = {
	malformed: () => m.refusal_malformed(),
	'bad-id': () => m.refusal_bad_id(),
	'bad-field': () => m.refusal_bad_field(),
	'too-large': () => m.refusal_too_large(),
	'no-such-database': () => m.refusal_no_such_database(),
	'wrong-database': () => m.refusal_wrong_database(),
	'id-taken': () => m.refusal_id_taken(),
	'not-allowed': () => m.refusal_not_allowed(),
	'not-yours': () => m.refusal_not_yours(),
	revoked: () => m.refusal_revoked(),
	forbidden: () => m.refusal_forbidden()
};

export const roleWord: Readonly<Record<Role, () => string>> = {
	kiosk: () => m.device_role_kiosk(),
	host: () => m.device_role_host(),
	trainer: () => m.role_trainer(),
	coordinator: () => m.role_coordinator(),
	member: () => m.role_member()
};

/** What the way to each role's own screen is called. */
export const doorWord: Readonly<Record<Role, () => string>> = {
	kiosk: () => m.device_open_kiosk(),
	host: () => m.device_open_desk(),
	trainer: () => m.train_open(),
	coordinator: () => m.net_ov_open(),
	member: () => m.door_me()
};

/** Why something that only the server can do was not done, and what to do about it. */
const failureWord: Readonly<Record<FailureReason, () => string>> = {
	'no-link': () => m.failure_no_link(),
	timeout: () => m.failure_no_link(),
	portal: () => m.failure_portal(),
	unauthorized: () => m.failure_unauthorized(),
	revoked: () => m.failure_revoked(),
	forbidden: () => m.failure_forbidden(),
	'too-large': () => m.failure_busy(),
	busy: () => m.failure_busy(),
	misunderstood: () => m.failure_misunderstood()
};

export const officeFailureWord = ({ why }: Failure): string => failureWord[why]();

/** The same while enrolling: no session is expected yet, and what was typed is still there. */
export function enrolFailureWord(failure: Failure): string {
	const { why, retryAfter } = failure;
	const isMany = why === 'busy' && retryAfter !== undefined;
	return isMany
		? m.enrol_wait({ count: Math.ceil(retryAfter / 1000) })
		: m.enrol_failed({ why: officeFailureWord(failure) });
}

const TRAFFIC: Readonly<Record<string, () => string>> = {
	facts: () => m.device_traffic_facts(),
	poll: () => m.device_traffic_poll(),
	segments: () => m.device_traffic_segments(),
	office: () => m.device_traffic_office()
};

export const trafficWord = (name: string): string => TRAFFIC[name]?.() ?? name;
