import type { Role } from '../domain/device';
import type { Fact } from '../domain/facts';
import type { Category, Reason } from '../domain/kinds';
import type { RefusalCode } from '../domain/parse';
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
	forbidden: () => m.refusal_forbidden()
};

const KINDS: Readonly<Record<string, () => string>> = {
	'visit.arrived': () => m.kind_arrived(),
	'visit.left': () => m.kind_left(),
	'visit.undone': () => m.kind_undone(),
	'person.introduced': () => m.kind_introduced()
};

export const kindWord = ({ kind }: Pick<Fact, 'kind'>): string =>
	KINDS[kind]?.() ?? m.kind_other({ kind });

export const roleWord: Readonly<Record<Role, () => string>> = {
	kiosk: () => m.device_role_kiosk(),
	host: () => m.device_role_host()
};

const TRAFFIC: Readonly<Record<string, () => string>> = {
	facts: () => m.device_traffic_facts(),
	poll: () => m.device_traffic_poll(),
	segments: () => m.device_traffic_segments()
};

export const trafficWord = (name: string): string => TRAFFIC[name]?.() ?? name;
