import { resolve } from '$app/paths';
import type { Role } from '../../domain/device';
import { m } from '../../paraglide/messages';

/** One way on from a page: where to, and what it is called. */
export interface Way {
	readonly href: string;
	readonly word: string;
}

const day = (): Way => ({ href: resolve('/desk'), word: m.people_to_desk() });
const devices = (): Way => ({ href: resolve('/devices'), word: m.door_devices() });
const thisDevice = (): Way => ({ href: resolve('/device'), word: m.desk_device() });
const network = (): Way => ({ href: resolve('/'), word: m.device_open_network() });

/** The ways below every page of a door, the same and in the same order on each. */
export const WAYS = {
	host: () => [
		day(),
		{ href: resolve('/people'), word: m.people_title() },
		{ href: resolve('/people/staff'), word: m.staff_title() },
		devices(),
		thisDevice(),
		network()
	],
	trainer: () => [
		{ href: resolve('/training'), word: m.train_title() },
		{ href: resolve('/training/courses'), word: m.course_list_title() },
		thisDevice(),
		network()
	],
	coordinator: () => [
		{ href: resolve('/network'), word: m.net_ov_title() },
		devices(),
		thisDevice(),
		network()
	],
	anybody: () => [network()]
} satisfies Readonly<Record<string, () => readonly Way[]>>;

export type WaysOf = keyof typeof WAYS;

/** The ways of whoever a device belongs to; on a kiosk or in somebody's own hand, those of anybody. */
export const waysOf = (role: Role | undefined): WaysOf =>
	role && role in WAYS ? (role as WaysOf) : 'anybody';
