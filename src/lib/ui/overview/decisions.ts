import type { DeviceListed, Erasure } from '../../domain/accounts';
import type { Centre } from '../../domain/centres';
import type { Slug } from '../../domain/ids';
import type { Alarm, Matters, RefusedOf } from '../../domain/matters';
import type { HeldPlaces } from '../../domain/places/fences';
import { isPhone, isRevoked, worriesOf, type Worry } from '../devices/health';

/** Something that waits until somebody decides it, most urgent sort first. */
export type Decision =
	| { readonly of: 'alarm'; readonly alarm: Alarm; readonly device?: DeviceListed }
	/** Places nobody can give, on a kiosk that was revoked or goes by another number. */
	| { readonly of: 'held'; readonly held: HeldPlaces }
	| { readonly of: 'untold'; readonly centre: Slug; readonly count: number }
	| { readonly of: 'quarantine'; readonly device: DeviceListed; readonly count: number }
	| {
			readonly of: 'erasure';
			readonly order: number;
			readonly awaited: number;
			readonly at: number;
	  }
	| { readonly of: 'refused'; readonly refused: RefusedOf; readonly device?: DeviceListed }
	| { readonly of: 'no-kiosk'; readonly centres: readonly Slug[] }
	| { readonly of: 'worry'; readonly worry: Worry; readonly devices: readonly DeviceListed[] };

/** What the server was asked; what has not been answered is left out, and said elsewhere. */
export interface Asked {
	readonly devices?: readonly DeviceListed[] | undefined;
	readonly matters?: Matters | undefined;
	readonly erasures?: readonly Erasure[] | undefined;
	readonly held?: readonly HeldPlaces[] | undefined;
}

export function decisionsOf(
	centres: readonly Pick<Centre, 'slug'>[],
	{ devices, matters, erasures = [], held = [] }: Asked,
	{ now, version }: { readonly now: number; readonly version: string }
): readonly Decision[] {
	const all = devices ?? [];
	const named = (name: string | undefined): { readonly device?: DeviceListed } => {
		const device = name && all.find(({ names }) => names.includes(name));
		return device ? { device } : {};
	};
	// Before the list of devices is here no centre is without a kiosk.
	const bare = devices
		? centres.map(({ slug }) => slug).filter((slug) => !hasKiosk(devices, slug))
		: [];
	return [
		...(matters?.alarms ?? []).map((alarm): Decision => ({
			of: 'alarm',
			alarm,
			...named(alarm.device)
		})),
		...held.filter(isStranded).map((one): Decision => ({ of: 'held', held: one })),
		...(matters?.untold ?? []).map((one): Decision => ({ of: 'untold', ...one })),
		...all.flatMap((device): Decision[] =>
			device.quarantined ? [{ of: 'quarantine', device, count: device.quarantined }] : []
		),
		...erasures
			.filter(({ awaited }) => awaited.length > 0)
			.map(({ n, at, awaited }): Decision => ({
				of: 'erasure',
				order: n,
				awaited: awaited.length,
				at
			})),
		...(matters?.refused ?? []).map((refused): Decision => ({
			of: 'refused',
			refused,
			...named(refused.device)
		})),
		...(bare.length > 0 ? [{ of: 'no-kiosk', centres: bare } as const] : []),
		...worries(all, now, version)
	];
}

/** Nobody will give these any more, and nobody has taken them back. */
const isStranded = ({ revoked, former, fenced, free, given }: HeldPlaces): boolean =>
	(revoked === true || former === true) && !fenced && free + given.length > 0;

export const hasKiosk = (devices: readonly DeviceListed[], centre: Slug): boolean =>
	devices.some((one) => one.role === 'kiosk' && one.centre === centre && !isRevoked(one));

/** What is amiss with the devices of centres and offices, each sort once. A phone is its owner's to look after. */
function worries(
	devices: readonly DeviceListed[],
	now: number,
	version: string
): readonly Decision[] {
	const found = new Map<Worry, DeviceListed[]>();
	for (const device of devices.filter((one) => !isPhone(one) && !isRevoked(one)))
		for (const worry of worriesOf(device, now, version))
			found.set(worry, [...(found.get(worry) ?? []), device]);
	return [...found].map(([worry, its]) => ({ of: 'worry', worry, devices: its }));
}
