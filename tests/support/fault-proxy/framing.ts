/**
 * Where HTTP/1.1 messages begin and end, read from the bytes and never changing one of them. A
 * client's version, header order and chunk sizes reach the server as they were sent.
 */

export interface Head {
	readonly bytes: Buffer;
	/** The request line or status line, split at its spaces. */
	readonly start: readonly string[];
	/** Names in lower case; the values of a repeated name joined by a comma. */
	readonly headers: ReadonlyMap<string, string>;
}

/** A body under way. `take` says how many of the next bytes still belong to it. */
export interface Body {
	take(bytes: Buffer): number;
	readonly done: boolean;
	/** Only the end of the connection ends it. */
	readonly endless: boolean;
}

export const parseHead = (bytes: Buffer): Head => {
	const [start = '', ...lines] = bytes.toString('latin1').trim().split('\r\n');
	const headers = new Map<string, string>();
	for (const line of lines) {
		const colon = line.indexOf(':');
		const name = line.slice(0, colon).toLowerCase();
		const value = line.slice(colon + 1).trim();
		headers.set(name, headers.has(name) ? `${headers.get(name)}, ${value}` : value);
	}
	return { bytes, start: start.split(' '), headers };
};

export const requestBody = ({ headers }: Head): Body => {
	if (isChunked(headers)) return chunked();
	return sized(headers.get('content-length') ?? '0');
};

export const responseBody = (method: string, status: number, { headers }: Head): Body => {
	if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return sized('0');
	if (isChunked(headers)) return chunked();
	const length = headers.get('content-length');
	return length === undefined ? endless() : sized(length);
};

const isChunked = (headers: Head['headers']) =>
	/\bchunked\b/i.test(headers.get('transfer-encoding') ?? '');

const sized = (length: string): Body => {
	// A length that is no number is the receiver's to refuse: everything goes through.
	let left = /^\d+$/.test(length) ? Number(length) : Infinity;
	return {
		endless: false,
		get done() {
			return left === 0;
		},
		take(bytes) {
			const taken = Math.min(left, bytes.length);
			left -= taken;
			return taken;
		}
	};
};

const endless = (): Body => ({ endless: true, done: false, take: (bytes) => bytes.length });

const chunked = (): Body => {
	let part: 'size' | 'data' | 'trailer' | 'done' = 'size';
	let line = '';
	let left = 0;

	const endOfLine = () => {
		if (part === 'trailer') {
			if (line === '') part = 'done';
		} else {
			const size = parseInt(line, 16);
			part = size === 0 ? 'trailer' : 'data';
			left = Number.isNaN(size) ? Infinity : size + '\r\n'.length;
		}
		line = '';
	};

	return {
		endless: false,
		get done() {
			return part === 'done';
		},
		take(bytes) {
			let at = 0;
			while (at < bytes.length && part !== 'done') {
				if (part === 'data') {
					const taken = Math.min(left, bytes.length - at);
					at += taken;
					left -= taken;
					if (left === 0) part = 'size';
					continue;
				}
				const character = String.fromCharCode(bytes[at++] ?? 0);
				if (character === '\n') endOfLine();
				else if (character !== '\r' && line.length < LONGEST_SIZE) line += character;
			}
			return at;
		}
	};
};

/** Enough for any chunk size; what follows on that line is an extension nobody reads here. */
const LONGEST_SIZE = 16;
