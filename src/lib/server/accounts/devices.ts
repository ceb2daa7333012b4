import type { DeviceListed } from '../../domain/accounts';
import { opsId, opsRange } from '../../domain/ids';
import type { Holder } from '../../domain/rights';
import type { DeviceDoc } from '../gateway/standing';
import type { Store } from '../store/store';
import { everyAccount, type Account } from './account';
import { asideOf } from './aside';
import { reaches } from './reach';

/** The devices somebody may see, revoked ones too, by centre and in the order they came. */
export async function devicesFor(store: Store, holder: Holder): Promise<readonly DeviceListed[]> {
	const accounts = (await everyAccount(store)).filter((account) => reaches(holder, account));
	const spoken = await spokenBy(store);
	const devices: DeviceListed[] = [];
	for (const account of accounts.toSorted(byPlace)) {
		// Counted where there is something: some may have been let go after their time.
		const aside = account.quarantined ? await asideOf(store, account.account) : [];
		const device = listed(account, spoken.get(account.account) ?? [], holder);
		devices.push({ ...device, ...(aside.length > 0 && { quarantined: aside.length }) });
	}
	return devices;
}

/** What a device said under one of its names. */
interface Spoken extends Pick<DeviceDoc, 'seenAt' | 'waiting' | 'heart'> {
	readonly name: string;
}

/** By account, latest first. */
async function spokenBy(store: Store): Promise<ReadonlyMap<string, readonly Spoken[]>> {
	const all = new Map<string, Spoken[]>();
	for (const { _id, ...doc } of await store.range('ops', ...opsRange('device'))) {
		const { account, seenAt, waiting, heart } = doc as unknown as DeviceDoc;
		const spoken = { name: _id.slice(opsId.device('').length), seenAt, waiting, heart };
		all.set(account, [...(all.get(account) ?? []), spoken]);
	}
	for (const each of all.values()) each.sort((a, b) => b.seenAt - a.seenAt);
	return all;
}

function listed(account: Account, spoken: readonly Spoken[], holder: Holder): DeviceListed {
	const { role, centre, person, label, since, revoked } = account;
	const [last] = spoken;
	return {
		account: account.account,
		role,
		...(centre && { centre }),
		...(person && { person }),
		...(label && { label }),
		since,
		...(revoked !== undefined && { revoked }),
		names: spoken.map(({ name }) => name),
		...(last && { seen: last.seenAt, waiting: last.waiting }),
		...(last?.heart && { heart: last.heart }),
		...(account.account === holder.account && { self: true as const })
	};
}

const byPlace = (a: Account, b: Account): number =>
	compare(a.centre ?? '', b.centre ?? '') || a.since - b.since;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
