import { parseFactId, isDay } from '../ids';
import { isRecord } from '../parse';
import type {
	AwaitedSession,
	CourseContents,
	OwnEnrolment,
	OwnSession,
	PublishedItem
} from './reports';

/**
 * Reports of training as a device reads them: a newer server may say more, and an
 * older one less. What lacks what is needed is left out.
 */

const isText = (value: unknown): value is string => typeof value === 'string';
const isFact = (value: unknown): boolean => isText(value) && parseFactId(value) !== undefined;
const isHalf = (value: unknown): boolean => value === 'am' || value === 'pm';
const isOn = (value: unknown): boolean => isText(value) && isDay(value);
const texts = (value: Record<string, unknown>, ...fields: string[]): boolean =>
	fields.every((field) => isText(value[field]));

export function parseOwnEnrolment(value: unknown): OwnEnrolment | undefined {
	if (!isRecord(value) || !isFact(value['enrolment'])) return undefined;
	const isWhole =
		texts(value, 'course', 'title', 'group', 'centre', 'standing') &&
		['since', 'from', 'to'].every((field) => isOn(value[field])) &&
		isRecord(value['objectives']);
	return isWhole ? (value as unknown as OwnEnrolment) : undefined;
}

export function parseOwnSession(value: unknown): OwnSession | undefined {
	if (!isRecord(value) || !isFact(value['session'])) return undefined;
	const isWhole =
		texts(value, 'centre', 'course', 'title', 'by', 'trainer', 'group') &&
		isOn(value['day']) &&
		isHalf(value['half']) &&
		typeof value['hours'] === 'number';
	return isWhole ? (value as unknown as OwnSession) : undefined;
}

export function parseAwaitedSession(value: unknown): AwaitedSession | undefined {
	if (!isRecord(value) || !isFact(value['session'])) return undefined;
	const people = value['people'];
	const isWhole =
		texts(value, 'course', 'trainer') &&
		isOn(value['day']) &&
		isHalf(value['half']) &&
		Array.isArray(people) &&
		people.every(isText);
	return isWhole ? (value as unknown as AwaitedSession) : undefined;
}

export function parseContents(value: unknown): CourseContents | undefined {
	if (!isRecord(value) || !isText(value['course']) || !isRecord(value['items'])) return undefined;
	const items = Object.entries(value['items']).filter(
		([, item]) => isRecord(item) && isFact(item['of'])
	);
	return { course: value['course'], items: Object.fromEntries(items) as CourseContents['items'] };
}

export function parseItem(value: unknown): PublishedItem | undefined {
	if (!isRecord(value) || !isFact(value['of']) || !isText(value['title'])) return undefined;
	const isWhole = isText(value['text']) || Array.isArray(value['questions']);
	return isWhole ? (value as unknown as PublishedItem) : undefined;
}
