import type { Socket } from 'node:net';

/** A socket read on demand: what nobody asks for stays in the kernel, so the sender slows down. */
export interface Feed {
	/** The next bytes; `null` once the other side has ended or gone. */
	take(): Promise<Buffer | null>;
	/** The next bytes without taking them. */
	peek(): Promise<Buffer | null>;
	putBack(bytes: Buffer): void;
}

/** Where bytes go. `false`: there is nobody left to receive them. */
export interface Sink {
	send(bytes: Buffer): Promise<boolean>;
	/** Everything sent so far has left. */
	flush(): Promise<boolean>;
}

export const feed = (socket: Socket): Feed => {
	let wake = () => {};
	for (const event of ['readable', 'end', 'close']) socket.on(event, () => wake());

	const pull = async (): Promise<Buffer | null> => {
		for (;;) {
			const bytes: Buffer | null = socket.read();
			if (bytes) return bytes;
			if (socket.readableEnded || socket.destroyed) return null;
			await new Promise<void>((resolve) => (wake = resolve));
		}
	};

	// At most one pull is under way: a peek left waiting is the next take's answer.
	let ahead: Promise<Buffer | null> | undefined;
	return {
		peek: () => (ahead ??= pull()),
		take() {
			const next = ahead ?? pull();
			ahead = undefined;
			return next;
		},
		putBack(bytes) {
			if (bytes.length > 0) ahead = Promise.resolve(bytes);
		}
	};
};

/** Resolves when the kernel has the bytes, which is what holds a fast sender back. */
export const socketSink = (socket: Socket): Sink => ({
	send: (bytes) =>
		new Promise((resolve) => {
			if (!socket.writable) resolve(false);
			else socket.write(bytes, (error) => resolve(!error));
		}),
	flush: async () => true
});

/**
 * Ends a connection as a broken link does, with a reset. A socket that is just saying goodbye is only
 * closed: Node cannot reset it and, asked to, would leave it open and never emit 'close'.
 */
export const reset = (socket: Socket): void => {
	if (socket.writableEnded && !socket.writableFinished) socket.destroy();
	else socket.resetAndDestroy();
};

export const nowhere: Sink = { send: async () => true, flush: async () => true };

/** Calls `count` before the bytes leave, so that whoever received them finds them counted. */
export const counted = (sink: Sink, count: (bytes: number) => void): Sink => ({
	...sink,
	send(bytes) {
		count(bytes.length);
		return sink.send(bytes);
	}
});
