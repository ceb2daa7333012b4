import { cleanName } from '../../domain/names';
import { NETWORK_SCOPE, pageKey } from '../../domain/ids';
import type { TrainersPage } from '../../domain/pages';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import type { Randomness } from '../../ports/randomness';
import { trainingDraft, type NoRoom } from './drafts';

/**
 * Who trains with this device: what they sign is theirs. Who is known by the same
 * name already is the same person, so that doing it twice makes nobody two.
 */
export async function introduceTrainer(
	{ log, clock, random }: { log: FactLog; clock: Clock; random: Randomness },
	{ name: typed }: { readonly name: string }
): Promise<{ readonly trainer: string } | { readonly wrong: 'empty' } | NoRoom> {
	const name = cleanName(typed);
	if (name === '') return { wrong: 'empty' };
	const wall = clock.now();
	const fresh = `p_${random.text(12)}`;
	const page = pageKey.trainers();
	const done = await log.commit([page], (read, device) => {
		const known = namedIn(read(page, 'trainers'), name);
		if (known !== undefined) return { drafts: [], result: known };
		const draft = trainingDraft(wall, { ...device, trainer: fresh });
		const fields = { trainer: fresh, name };
		return {
			drafts: [draft('trainer.introduced', { scope: NETWORK_SCOPE }, fields)],
			result: fresh
		};
	});
	if ('failed' in done) return done;
	await log.configure({ trainer: done.result });
	return { trainer: done.result };
}

const namedIn = ({ names }: TrainersPage, name: string): string | undefined =>
	Object.entries(names).find(([, one]) => one === name)?.[0];
