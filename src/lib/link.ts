import { version } from '$app/environment';
import { browserClock, browserRandomness, browserTimers } from './adapters/browser/device';
import { httpNetwork } from './adapters/http/network';
import { httpOffice } from './adapters/http/office';
import type { WatchableLog } from './ports/fact-log';
import type { Keys } from './ports/keys';
import type { Office } from './ports/office';
import { createEngine, type Engine } from './sync/engine';
import { recallPlace } from './usecases/recall-place';
import { serve } from './usecases/serve';

export { upkeepOf } from './log/upkeep';

const POLL_SEEN = 8_000;
const POLL_HIDDEN = 60_000;
const isSeen = (): boolean => document.visibilityState === 'visible';

/** Everything between this device and the server. A screen is drawn, and a tap is on the disk, without it. */
export interface Link {
	readonly office: Office;
	/** The sync engine, which runs in one tab at a time. */
	engine(): Engine;
	/** Asks the server what this device was. */
	recall(): ReturnType<typeof recallPlace>;
}

export function openLink({
	log,
	keys,
	onDefect
}: {
	log: WatchableLog;
	keys: Keys;
	onDefect: (error: unknown) => void;
}): Link {
	const network = httpNetwork(location.origin, {
		proof: { account: async () => (await log.device()).account, sign: keys.sign }
	});
	const office = httpOffice(location.origin, { renew: network.renew });
	return {
		office,
		recall: () => recallPlace({ log, office }),
		engine: () =>
			createEngine({
				log,
				network,
				clock: browserClock,
				timers: browserTimers,
				random: browserRandomness,
				pollEvery: () => (isSeen() ? POLL_SEEN : POLL_HIDDEN),
				isSeen,
				onDefect,
				follow: () => serve({ log, clock: browserClock }),
				version,
				estimate: async () => {
					const { usage: used, quota } = (await navigator.storage?.estimate?.()) ?? {};
					return { used, quota };
				}
			})
	};
}
