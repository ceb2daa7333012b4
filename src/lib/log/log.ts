import type { Mark } from '../ports/mark';
import type { Randomness } from '../ports/randomness';
import type { Tables } from '../ports/tables';
import { openLogWith, type Opened } from './open-with';
import { upkeepOf } from './upkeep';

/** Opens the fact log that rests in these tables, with everything it can do at hand. */
export const openLog = (tables: Tables, mark: Mark, random: Randomness): Promise<Opened> =>
	openLogWith(upkeepOf, tables, mark, random);
