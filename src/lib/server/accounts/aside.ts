import { opsId } from '../../domain/ids';
import type { Doc, Store } from '../store/store';

/** What is kept aside of one device. */
export const asideOf = (store: Store, account: string): Promise<readonly Doc[]> =>
	store.range('ops', opsId.quarantined(account, ''), opsId.quarantined(account, '\uffff'));
