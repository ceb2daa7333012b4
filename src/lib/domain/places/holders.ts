import { authorOf, partsOf, type FactId } from '../ids';

/**
 * Who may give a place away: `server`, or the author, `device.epoch`, of a
 * kiosk. An epoch later it is another holder, with no rights.
 */
export type HolderName = string;

export const SERVER: HolderName = 'server';

/**
 * What the server writes of itself it writes under a name made for each fact, so
 * that writing it again writes the same. No device may take such a name.
 */
const SERVER_NAME = /^srv[a-z0-9]{13}$/;
export const SERVER_NAME_LENGTH = 13;
export const serverName = (digest: string): string => `srv${digest}`;
export const isServerName = (device: string): boolean => SERVER_NAME.test(device);

/** As whom a fact speaks. */
export const holderOf = (id: FactId): HolderName =>
	isServerName(partsOf(id).device) ? SERVER : authorOf(id);
