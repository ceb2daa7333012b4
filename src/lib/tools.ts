import { browserKeys } from './adapters/browser/keys';
import { browserTimers } from './adapters/browser/device';
import { keptTries } from './adapters/browser/tries';
import { browserCodes } from './adapters/browser/verifier';
import type { Codes, Keys } from './ports/keys';
import type { Tables } from './ports/tables';
import type { Tries } from './ports/tries';

/** What a device proves and checks with: its key, codes, and how often one was wrong. */
export interface Tools {
	readonly keys: Keys;
	readonly codes: Codes;
	readonly tries: Tries;
}

/** `name` is that of the database that holds the device's key. */
export const toolsOn = (tables: Tables, name: string): Tools => ({
	keys: browserKeys(name),
	codes: browserCodes,
	tries: keptTries({ tables, timers: browserTimers, passed: () => performance.now() })
});
