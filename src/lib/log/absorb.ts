import { witness, type Device } from '../domain/device';
import type { Fact } from '../domain/facts';
import { partsOf } from '../domain/ids';
import type { SyncAnswer } from '../domain/protocol';
import type { Absorbed, Exchange } from '../ports/fact-log';
import type { Randomness } from '../ports/randomness';
import type { Tx } from '../ports/tables';
import { deviceIn, putDevice } from './device-row';
import { learn } from './learn';
import { newEpoch, underNewName } from './open';
import { applyOrders } from './orders';
import { requeue, startOver } from './requeue';
import { settle } from './settle';

/** Takes an answer in, within the one transaction it is given. */
export async function absorb(
	tx: Tx,
	answer: SyncAnswer,
	{ receivedAt, asked }: Exchange,
	random: Randomness
): Promise<Absorbed> {
	const known = await deviceIn(tx);
	const elsewhere = known.instance !== undefined && known.instance !== answer.instance;
	const before = elsewhere ? await startOver(tx, known) : known;
	const settled = await settle(tx, before, answer.outcomes ?? [], receivedAt);
	const learned = await learn(tx, before, answer, elsewhere ? undefined : asked);
	const obedient = await applyOrders(tx, before, answer);
	if (answer.resend) await requeue(tx, before, answer.resend);
	const seen = witness(obedient, learned.facts);
	const isOlder = learned.facts.some((fact) => isBeyond(before, fact));
	const told: Device = {
		...seen,
		instance: answer.instance,
		offset: answer.now - receivedAt,
		offsetAt: receivedAt,
		...(answer.token !== undefined && { token: answer.token })
	};
	const next = answer.estranged ?? (isOlder ? { fork: true as const } : undefined);
	await putDevice(tx, estranged(told, { ...answer, estranged: next }, random));
	return { settled, learned: learned.facts.length, rejected: learned.rejected };
}

/** True of a number of this very epoch that this store has not given out: it is a copy, or an older state. */
function isBeyond({ device, epoch, seq }: Device, { _id }: Fact): boolean {
	const author = partsOf(_id);
	return author.device === device && author.epoch === epoch && author.seq > seq;
}

function estranged(device: Device, { estranged, token }: SyncAnswer, random: Randomness): Device {
	if (!estranged) return device;
	if ('fork' in estranged) return underNewName(device, random);
	const next = newEpoch(device, estranged.epoch);
	return token === undefined ? next : { ...next, token };
}
