import type { Place } from '../../domain/accounts';
import type { Role } from '../../domain/device';
import type { Holder } from '../../domain/rights';
import type { Account } from './account';

/** Whether somebody may see and revoke an account: their own centre's, their own phones, itself. */
export function reaches(holder: Holder, account: Account): boolean {
	switch (holder.role) {
		case 'coordinator':
			return true;
		case 'host':
			return holder.centre !== undefined && account.centre === holder.centre;
		case 'member':
			return holder.person !== undefined && account.person === holder.person;
		default:
			return holder.account !== '' && account.account === holder.account;
	}
}

const BY_A_HOST: readonly Role[] = ['kiosk', 'host', 'member'];

/** The place somebody may invite to when they ask for this one; `undefined` for none. */
export function placeOffered(holder: Holder, asked: Place): Place | undefined {
	if (holder.role === 'coordinator') return asked;
	const isOwn = asked.centre === undefined || asked.centre === holder.centre;
	if (holder.role !== 'host' || !holder.centre || !isOwn) return undefined;
	return BY_A_HOST.includes(asked.role) ? { ...asked, centre: holder.centre } : undefined;
}

/** Whether a place says all that its role needs, and nothing that it has no use for. */
export function isPlace({ role, centre, person }: Place): boolean {
	if (role === 'member') return person !== undefined;
	if (person !== undefined) return false;
	return role === 'kiosk' || role === 'host' ? centre !== undefined : centre === undefined;
}
