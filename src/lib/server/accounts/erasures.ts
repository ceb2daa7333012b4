import type { DeviceListed, Erasure } from '../../domain/accounts';
import { database, reportsOf } from '../../domain/ids';
import type { Holder } from '../../domain/rights';
import type { Store } from '../store/store';
import { devicesFor } from './devices';

/**
 * Every order to forget somebody, and which of the devices that may be seen have
 * not said that they have. A device that was revoked will not say it any more.
 */
export async function erasuresFor(store: Store, holder: Holder): Promise<readonly Erasure[]> {
	const devices = (await devicesFor(store, holder)).filter(({ revoked }) => revoked === undefined);
	const orders = await store.range(database.orders, reportsOf.erase, `${reportsOf.erase}\uffff`);
	return orders.map(({ _id, person, at }) => {
		const n = Number(_id.slice(reportsOf.erase.length));
		const awaited = devices.filter((device) => appliedBy(device) < n);
		return { n, person: String(person), at: Number(at), awaited };
	});
}

const appliedBy = ({ heart }: DeviceListed): number => heart?.applied ?? 0;
