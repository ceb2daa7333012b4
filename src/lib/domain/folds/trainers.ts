import { is } from '../kinds';
import type { Fold } from './fold';

/** Who trains in the network: what they are called, by their random id. */
export interface TrainersPage {
	names: Record<string, string>;
}

export const trainersFold: Fold<TrainersPage> = {
	version: 1,
	empty: () => ({ names: {} }),
	add(page, fact) {
		if (is(fact, 'trainer.introduced/1')) page.names[fact.trainer] = fact.name;
	}
};
