import type { Fate, Faults, Request } from './faults';
import { counted, type Feed, type Sink } from './feed';
import type { Head } from './framing';
import type { Pace } from './pace';
import type { Exchange, Ledger, Writable } from './traffic';

/** One request on its way: what is to become of it and where its bytes are written down. */
export interface Trip {
	readonly head: Head;
	readonly request: Request;
	readonly exchange: Writable<Exchange>;
	readonly fate?: Fate;
	readonly pace?: Pace;
}

export const begin = (head: Head, faults: Faults, ledger: Ledger): Trip => {
	const [method = '', target = ''] = head.start;
	const mark = target.indexOf('?');
	const [path, query] = mark < 0 ? [target, ''] : [target.slice(0, mark), target.slice(mark)];
	const request = { method, path, query, headers: head.headers };
	const struck = faults.strike(request);
	const fault = struck.fate ? { fault: struck.fate.kind } : {};
	return { head, request, exchange: ledger.begin({ method, path, query, ...fault }), ...struck };
};

/** Slow if this exchange is; bytes count when they leave, so whoever has them finds them counted. */
export const sinkOf = ({ exchange, pace }: Trip, direction: 'up' | 'down', sink: Sink): Sink => {
	const counting = counted(sink, (bytes) => (exchange[direction] += bytes));
	return pace ? pace.slowed(direction, counting) : counting;
};

/** All up to the empty line; `null` if the connection ends before it, or it never comes. */
export async function readHead(source: Feed): Promise<Buffer | null> {
	let got = await source.take();
	while (got && got.length < LONGEST_HEAD) {
		const end = got.indexOf('\r\n\r\n');
		if (end >= 0) {
			source.putBack(got.subarray(end + 4));
			return got.subarray(0, end + 4);
		}
		const more = await source.take();
		got = more && Buffer.concat([got, more]);
	}
	return null;
}

const LONGEST_HEAD = 1_000_000;
