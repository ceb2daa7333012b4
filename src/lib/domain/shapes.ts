import * as v from 'valibot';
import { parseFactId } from './ids';

/** The small shapes that the bodies of facts are made of. */

export const text = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most));
export const instant = v.pipe(v.number(), v.safeInteger());
export const personId = v.pipe(v.string(), v.regex(/^p_[a-z0-9]{8,24}$/));
export const factRef = v.pipe(v.string(), v.maxLength(90));
/** A claim, a booking or a closure, by the fact that made it. */
export const madeBy = v.pipe(
	factRef,
	v.check((id) => parseFactId(id) !== undefined)
);
export const time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
export const period = v.tuple([time, time]);
export const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
