import * as v from 'valibot';
import type {
	CalendarLink,
	DeviceListed,
	Dossier,
	Enrolled,
	Erasure,
	Invitation,
	NewCalendarLink,
	Quarantined
} from '../../domain/accounts';
import { ALARMS, type Matters } from '../../domain/matters';
import type { HeldPlaces } from '../../domain/places/fences';
import type { PublishedItem } from '../../domain/training/reports';
import type { HolderName } from '../../domain/places/holders';

/** The shapes in which the server answers about accounts. What it says beyond them is left out. */

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const place = {
	role: v.picklist(['kiosk', 'host', 'trainer', 'coordinator', 'member']),
	centre: v.optional(v.string()),
	person: v.optional(v.string())
} as const;

/** Absent, and never `undefined`, is how the domain writes what is not there. */
const exactly = <T>(schema: v.GenericSchema): v.GenericSchema<unknown, T> =>
	schema as v.GenericSchema<unknown, T>;

export const enrolled = exactly<Enrolled>(
	v.object({
		...place,
		account: v.pipe(v.string(), v.minLength(1)),
		own: v.optional(v.string()),
		networkKey: v.string(),
		certificate: v.string()
	})
);
export const invitation = exactly<Invitation>(
	v.object({ ...place, code: v.string(), expires: v.number() })
);

const listed = v.object({
	...place,
	account: v.string(),
	label: v.optional(v.string()),
	since: v.number(),
	revoked: v.optional(v.number()),
	names: v.array(v.string()),
	seen: v.optional(v.number()),
	waiting: v.optional(count),
	heart: v.optional(
		v.object({
			version: v.optional(v.string()),
			used: v.optional(v.number()),
			quota: v.optional(v.number()),
			persisted: v.optional(v.boolean()),
			offset: v.optional(v.number()),
			applied: v.optional(count)
		})
	),
	self: v.optional(v.literal(true)),
	quarantined: v.optional(count)
});
export const devices = exactly<readonly DeviceListed[]>(v.array(listed));
export const quarantined = exactly<readonly Quarantined[]>(
	v.array(v.object({ account: v.string(), at: v.number(), db: v.string(), body: v.string() }))
);
export const erasures = exactly<readonly Erasure[]>(
	v.array(v.object({ n: count, person: v.string(), at: v.number(), awaited: v.array(listed) }))
);
export const dossier = exactly<Dossier>(
	v.object({
		person: v.string(),
		at: v.number(),
		databases: v.record(v.string(), v.array(v.unknown())),
		devices: v.array(listed)
	})
);
export const calendarLink = exactly<CalendarLink>(
	v.union([v.object({ since: v.number() }), v.object({ none: v.literal(true) })])
);
export const newCalendarLink = exactly<NewCalendarLink>(
	// It becomes part of an address.
	v.object({ token: v.pipe(v.string(), v.regex(/^[a-z0-9]{1,64}$/)), since: v.number() })
);

export const heldPlaces = exactly<readonly HeldPlaces[]>(
	v.array(
		v.object({
			holder: v.string(),
			centre: v.string(),
			account: v.optional(v.string()),
			label: v.optional(v.string()),
			seen: v.optional(v.number()),
			revoked: v.optional(v.literal(true)),
			former: v.optional(v.literal(true)),
			free: count,
			given: v.array(
				v.object({
					day: v.string(),
					space: v.string(),
					units: v.array(v.string()),
					slots: v.array(v.string())
				})
			),
			last: v.optional(v.string()),
			fenced: v.optional(v.object({ from: v.string(), at: v.number() }))
		})
	)
);
export const holders = exactly<readonly HolderName[]>(v.array(v.string()));

const several = { count, device: v.string(), last: v.number() } as const;
export const matters = exactly<Matters>(
	v.object({
		alarms: v.array(
			v.object({
				what: v.picklist(ALARMS),
				subject: v.string(),
				since: v.number(),
				device: v.optional(v.string()),
				centres: v.optional(v.array(v.string())),
				count: v.optional(count),
				isVoid: v.optional(v.boolean())
			})
		),
		refused: v.array(v.object(several)),
		untold: v.array(v.object({ centre: v.string(), count })),
		registered: v.boolean()
	})
);

const named = v.object({ id: v.string(), text: v.string() });
export const publishedItem = exactly<PublishedItem>(
	v.union([
		v.object({ of: v.string(), title: v.string(), text: v.string() }),
		v.object({
			of: v.string(),
			title: v.string(),
			pass: v.number(),
			questions: v.array(
				v.object({
					id: v.string(),
					text: v.string(),
					choices: v.array(named),
					right: v.array(v.string()),
					why: v.optional(v.string())
				})
			)
		})
	])
);
