import type { Invitation } from '../../domain/accounts';
import type { Store } from '../store/store';
import { nodeChecks } from './checks';
import { newInvitation } from './invitations';
import type { AccountParts } from './parts';
import { liveCoordinators } from './revocation';

type Inviting = Pick<AccountParts, 'clock' | 'random'>;

/** An invitation for the coordinator every other invitation begins with; `undefined` where there is one. */
export async function inviteFirstCoordinator(
	store: Store,
	parts: Inviting
): Promise<Invitation | undefined> {
	const coordinators = await liveCoordinators(store);
	return coordinators.length > 0 ? undefined : recoverCoordinator(store, parts);
}

/**
 * An invitation for one more coordinator, for who has the machine and has lost
 * every device that could invite. Whoever comes in by it can revoke the lost ones.
 */
export const recoverCoordinator = (
	store: Store,
	{ clock, random }: Inviting
): Promise<Invitation> =>
	newInvitation({ store, clock, random, checks: nodeChecks }, { role: 'coordinator' });

/**
 * Lines to print when the server starts, each with a link that is good once. What
 * follows `#` stays in the browser: no proxy and no log sees it.
 * @param isSample so that a newcomer can try a kiosk, a desk and a trainer's device as well
 */
export async function welcome(
	parts: AccountParts,
	address: string,
	isSample: boolean
): Promise<readonly string[]> {
	const link = ({ code }: Invitation): string => `${address}/enrol#${code}`;
	const lines: string[] = [];
	const first = await inviteFirstCoordinator(parts.store, parts);
	if (first) lines.push(`  First coordinator  ${link(first)}`);
	if (isSample)
		for (const [what, place] of [
			['Try a kiosk       ', { role: 'kiosk', centre: 'murat' }],
			['Try a host’s desk ', { role: 'host', centre: 'murat' }],
			['Try as a trainer  ', { role: 'trainer' }]
		] as const)
			lines.push(`  ${what} ${link(await newInvitation(parts, place))}`);
	if (lines.length === 0) return [];
	return [
		'Invitations, each for one device and for 15 minutes. Another start makes others.',
		'',
		...lines,
		''
	];
}
