import type { At } from './facts';

/**
 * When something happened as far as clocks can be believed, milliseconds: for
 * saying that something looks odd, never for deciding who wins.
 */
export const believed = ({ wall, offset = 0 }: At): number => wall + offset;
