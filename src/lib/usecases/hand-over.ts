import { local } from '../domain/calendar';
import type { Fact } from '../domain/facts';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';

/** A file for whoever looks after the network. */
export interface HandedOver {
	/** `refus-murat-2026-11-23.json` */
	readonly name: string;
	/** JSON, indented: it is read by people. */
	readonly text: string;
}

/**
 * Refused facts as they are, why each was refused, and what this device is: all that is
 * needed to find out what went wrong. Names may be in it, as they are in the facts; no
 * code, key or token of the device is. Only made here: nothing is sent.
 */
export async function handOver(
	{ log, clock }: { log: FactLog; clock: Clock },
	keys: readonly string[],
	version: string
): Promise<HandedOver> {
	const [device, refusals] = await Promise.all([log.device(), log.refusals()]);
	const now = clock.now();
	const { device: name, epoch, role, centre, account } = device;
	const wanted = new Set(keys);
	const refused = refusals
		.filter(({ key }) => wanted.has(key))
		.map(({ db, fact, why, handled }) => ({ why, handled, db, fact: withoutCode(fact) }));
	return {
		name: `refus-${centre ?? name}-${local(now).day}.json`,
		text: `${JSON.stringify(
			{
				what: 'telecentres-refused',
				made: new Date(now).toISOString(),
				app: version,
				device: { name, epoch, role, centre, account },
				refused
			},
			undefined,
			2
		)}\n`
	};
}

/** What a code is checked against is left out: six digits are soon guessed by who has it. */
function withoutCode(fact: Fact): Omit<Fact, 'code'> {
	const { code: _secret, ...rest } = fact;
	return rest;
}
