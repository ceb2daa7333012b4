import { parseFactId, type Day } from '../domain/ids';
import { isRecord } from '../domain/parse';

/** A document of the server's as far as it can be said in a line, and as it is. Nobody vouches for it. */
export interface Line {
	readonly key: string;
	/** `undefined` where it is no fact. */
	readonly kind?: string;
	readonly day?: Day;
	/** Clock of the device that wrote it, milliseconds. */
	readonly wall?: number;
	readonly person?: string;
	readonly raw: string;
}

/** @param value what `raw` says, where that could be read */
export function lineOf(value: unknown, raw: string, index: number): Line {
	const { _id, kind, person, at } = isRecord(value) ? value : ({} as Record<string, unknown>);
	const wall = isRecord(at) ? at['wall'] : undefined;
	const day = typeof _id === 'string' ? parseFactId(_id)?.day : undefined;
	return {
		key: `${index}~${String(_id)}`,
		...(typeof kind === 'string' && { kind: kind.slice(0, 80) }),
		...(day && { day }),
		// What no clock can say is not shown as a time.
		...(typeof wall === 'number' && Math.abs(wall) < 8.64e15 && { wall }),
		...(typeof person === 'string' && { person: person.slice(0, 80) }),
		raw
	};
}

/** Of one that comes as text, cut short perhaps. */
export function lineOfText(raw: string, index: number): Line {
	try {
		return lineOf(JSON.parse(raw), raw, index);
	} catch {
		return lineOf(undefined, raw, index);
	}
}
