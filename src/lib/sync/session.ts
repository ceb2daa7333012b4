import type { Device } from '../domain/device';
import type { SyncRequest } from '../domain/protocol';
import type { Exchanged, Failure, Network } from '../ports/network';

const UNKNOWN: Failure = { why: 'unauthorized' };

/**
 * An exchange as the device that this is. A session that is over is renewed with
 * the device's key, once, and the same is said again: weeks without a link strand
 * nobody. Nothing is taken in that was answered to a stranger.
 */
export async function exchangeAs(
	device: Device,
	request: SyncRequest,
	network: Network
): Promise<Exchanged | { readonly failure: Failure }> {
	const first = await network.exchange(request);
	if (!needsSession(first, device)) return first;
	const renewed = await network.renew();
	if (renewed.is === 'failed') return { failure: renewed.failure };
	if (renewed.is !== 'renewed')
		return { failure: renewed.is === 'revoked' ? { why: 'revoked' } : UNKNOWN };
	const second = await network.exchange(request);
	return isAnsweredAsStranger(second) ? { failure: UNKNOWN } : second;
}

/**
 * Browsers throw cookies away when the clock jumps years ahead; what comes without
 * one is a visitor's to the server, and answered as such.
 */
const needsSession = (exchanged: Exchanged, { account }: Device): boolean =>
	'failure' in exchanged
		? exchanged.failure.why === 'unauthorized'
		: account !== undefined && isAnsweredAsStranger(exchanged);

const isAnsweredAsStranger = (exchanged: Exchanged): boolean =>
	'answer' in exchanged && exchanged.answer.stranger === true;
