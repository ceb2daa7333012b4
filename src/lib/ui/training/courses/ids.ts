import { textFrom } from '../../../domain/alphabet';

/** For a course or a part of one: chosen once, never shown. */
export const freshId = (): string => textFrom(crypto.getRandomValues(new Uint8Array(10)));
