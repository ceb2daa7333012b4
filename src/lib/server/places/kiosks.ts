import { accountsRange, database, opsId, opsRange, type Slug } from '../../domain/ids';
import type { HolderName } from '../../domain/places/holders';
import type { DeviceDoc } from '../gateway/standing';
import type { Store } from '../store/store';

/** A kiosk as the gateway last met it, under one of its names. */
export interface KioskMet {
	readonly device: string;
	/** As which holder it speaks now. */
	readonly holder: HolderName;
	/** Those it has been before: what they hold, nobody gives any more. */
	readonly former: readonly HolderName[];
	/**
	 * It is the name its account was last heard of under. A store that turned out to be
	 * a copy goes on under another name: what is passed to the one before would lie idle.
	 * What that one has already stays its own until a coordinator takes it back. Only
	 * people can see whether the other copy is still somewhere, giving it away.
	 */
	readonly isCurrent: boolean;
	readonly account: string;
	readonly centre: Slug;
	/** Server clock, milliseconds. */
	readonly seenAt: number;
	/** Facts it had not sent then. */
	readonly waiting: number;
	/** Server clock minus its own, milliseconds, where it has said. */
	readonly offset?: number;
	readonly revoked: boolean;
}

/** What is known of the kiosks of all centres, by device. */
export interface Kiosks {
	readonly met: readonly KioskMet[];
	/** By centre, how many kiosks have an account and were never met. */
	readonly unmet: ReadonlyMap<Slug, number>;
}

const DAY = 86_400_000;
/** One that was not heard of for so long is given no more places. */
const GIVEN_UP_AFTER = 30 * DAY;

/** The kiosks of a centre that places are passed to, always in the same order. */
export const servingIn = (kiosks: Kiosks, centre: Slug, now: number): readonly HolderName[] =>
	kiosks.met
		.filter((kiosk) => kiosk.centre === centre && !kiosk.revoked && kiosk.isCurrent)
		.filter(({ seenAt }) => now - seenAt <= GIVEN_UP_AFTER)
		.map(({ holder }) => holder);

/**
 * The kiosks of a centre that may know of somebody who came. The other copy of one
 * may still be somewhere, until a coordinator has taken back what it had.
 */
export const witnessesIn = (
	{ met }: Pick<Kiosks, 'met'>,
	centre: Slug,
	fenced: ReadonlySet<HolderName>
): readonly KioskMet[] =>
	met.filter(
		(kiosk) =>
			kiosk.centre === centre && !kiosk.revoked && (kiosk.isCurrent || !fenced.has(kiosk.holder))
	);

export async function readKiosks(store: Store): Promise<Kiosks> {
	const accounts = new Map<string, { role?: string; centre?: Slug; gone: boolean }>();
	for (const { _id, ...doc } of await store.range(database.accounts, ...accountsRange('account'))) {
		const { role, centre, revoked, successor } = doc as Record<string, string | undefined>;
		accounts.set(_id.slice('account~'.length), {
			...(role && { role }),
			...(centre && { centre }),
			gone: revoked !== undefined || successor !== undefined
		});
	}
	const met: Omit<KioskMet, 'isCurrent'>[] = [];
	for (const { _id, ...doc } of await store.range('ops', ...opsRange('device'))) {
		const known = doc as unknown as Partial<DeviceDoc>;
		if (known.role !== 'kiosk' || known.centre === undefined || known.epoch === undefined) continue;
		const device = _id.slice(opsId.device('').length);
		const { epoch, centre, account = '', seenAt = 0, waiting = 0, heart } = known;
		met.push({
			device,
			holder: `${device}.${epoch}`,
			former: Object.keys(known.acked ?? {})
				.filter((one) => Number(one) < epoch)
				.map((one) => `${device}.${one}`),
			account,
			centre,
			seenAt,
			waiting,
			...(heart?.offset !== undefined && { offset: heart.offset }),
			revoked: accounts.get(account)?.gone ?? false
		});
	}
	const heard = new Set(met.map(({ account }) => account));
	const unmet = new Map<Slug, number>();
	for (const [account, { role, centre, gone }] of accounts)
		if (role === 'kiosk' && centre && !gone && !heard.has(account))
			unmet.set(centre, (unmet.get(centre) ?? 0) + 1);
	const last = new Map<string, (typeof met)[number]>();
	for (const kiosk of met)
		if (kiosk.seenAt >= (last.get(kiosk.account)?.seenAt ?? 0)) last.set(kiosk.account, kiosk);
	const isCurrent = (kiosk: (typeof met)[number]): boolean =>
		kiosk.account === '' || last.get(kiosk.account) === kiosk;
	return { met: met.map((kiosk) => ({ ...kiosk, isCurrent: isCurrent(kiosk) })), unmet };
}
