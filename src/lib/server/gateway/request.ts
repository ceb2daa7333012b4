import * as v from 'valibot';
import { PROTOCOL, type SegmentsRequest, type SyncRequest } from '../../domain/protocol';

const name = v.pipe(v.string(), v.maxLength(60));
const device = v.pipe(v.string(), v.regex(/^[a-z0-9]{4,16}$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const token = v.optional(v.pipe(v.string(), v.maxLength(40)));

/** Facts are looked at one by one later: a bad one must not take its neighbours with it. */
const sync = v.object({
	sync: v.literal(PROTOCOL),
	device,
	epoch: v.pipe(count, v.minValue(1), v.maxValue(999_999)),
	formerly: v.optional(v.pipe(v.array(device), v.maxLength(100))),
	token,
	run: token,
	instance: token,
	acked: count,
	waiting: count,
	facts: v.pipe(v.array(v.tuple([name, v.unknown()])), v.maxLength(1_000)),
	cursors: v.pipe(
		v.record(name, v.nullable(v.pipe(v.string(), v.maxLength(2_000)))),
		v.check((cursors) => Object.keys(cursors).length <= 50)
	),
	limit: v.optional(v.pipe(count, v.minValue(1))),
	heart: v.optional(
		v.object({
			version: v.optional(v.pipe(v.string(), v.maxLength(40))),
			used: v.optional(count),
			quota: v.optional(count),
			persisted: v.optional(v.boolean()),
			offset: v.optional(v.pipe(v.number(), v.safeInteger())),
			applied: v.optional(count)
		})
	)
});

const segments = v.object({
	db: name,
	names: v.pipe(
		v.array(v.object({ day: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)), hash: name })),
		v.maxLength(400)
	)
});

/** `undefined` where the envelope itself is not what this version speaks. */
export const parseSyncRequest = (value: unknown): SyncRequest | undefined => {
	const parsed = v.safeParse(sync, value);
	return parsed.success ? (parsed.output as SyncRequest) : undefined;
};

export const parseSegmentsRequest = (value: unknown): SegmentsRequest | undefined => {
	const parsed = v.safeParse(segments, value);
	return parsed.success ? parsed.output : undefined;
};
