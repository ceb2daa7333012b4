import type { Slug } from './ids';
import { isRecord } from './parse';

/** `GET /manage/matters`: what waits for somebody's decision and stands nowhere else. Nobody's name is in it. */
export interface Matters {
	/** Open ones, the oldest first. */
	readonly alarms: readonly Alarm[];
	/** What devices sent and was refused of late, by device. */
	readonly refused: readonly RefusedOf[];
	/** How many of a centre's people have not been told yet what became of their place. */
	readonly untold: readonly { readonly centre: Slug; readonly count: number }[];
	/** Somebody is registered somewhere. */
	readonly registered: boolean;
}

export const ALARMS = ['gap', 'conflict', 'clone', 'reset', 'badge', 'flood', 'chain'] as const;

export interface Alarm {
	readonly what: (typeof ALARMS)[number];
	/** A device's numbering, a fact, a badge, an account: which of them `what` says. */
	readonly subject: string;
	/** Server clock, milliseconds. */
	readonly since: number;
	/** The name of the device it is about, as its facts carry it. */
	readonly device?: string;
	/** Where a badge was shown. */
	readonly centres?: readonly Slug[];
	/** Facts lost, or waiting on a store that is gone. */
	readonly count?: number;
	/** The badge was void. */
	readonly isVoid?: boolean;
}

export interface RefusedOf {
	/** As its facts carry it. */
	readonly device: string;
	readonly count: number;
	/** Server clock of the last one, milliseconds. */
	readonly last: number;
}

/** Days for which what was refused is brought to somebody's notice. */
export const REFUSED_DAYS = 7;

/** `POST /manage/matters`: somebody has looked at an alarm and closes it. */
export type AlarmClosed = Pick<Alarm, 'what' | 'subject'>;

export function parseAlarmClosed(value: unknown): AlarmClosed | undefined {
	if (!isRecord(value)) return undefined;
	const { subject } = value;
	const what = ALARMS.find((one) => one === value['what']);
	return what && typeof subject === 'string' && subject !== '' && subject.length <= 200
		? { what, subject }
		: undefined;
}
