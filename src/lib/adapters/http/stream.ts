/** No byte came for too long: what was under way is given up, however much had come. */
export class Stalled extends Error {
	override readonly name = 'Stalled';
}

/** The text of an answer. */
export async function readWhole(
	response: Response,
	patience: number,
	giveUp: () => void
): Promise<string> {
	let text = '';
	for await (const part of partsOf(response, patience, giveUp)) text += part;
	return text;
}

/** The whole lines of an answer, each as soon as it has come. A last line without its end is not one. */
export async function* linesOf(
	response: Response,
	patience: number,
	giveUp: () => void
): AsyncIterable<string> {
	let pending: string[] = [];
	for await (const part of partsOf(response, patience, giveUp)) {
		let from = 0;
		for (let end = part.indexOf('\n'); end >= 0; end = part.indexOf('\n', from)) {
			yield pending.join('') + part.slice(from, end);
			pending = [];
			from = end + 1;
		}
		if (from < part.length) pending.push(part.slice(from));
	}
}

async function* partsOf(
	response: Response,
	patience: number,
	giveUp: () => void
): AsyncIterable<string> {
	if (!response.body) return;
	const reader = response.body.getReader();
	const decoder = new TextDecoder();
	try {
		for (;;) {
			const { done, value } = await within(patience, reader.read());
			if (done) break;
			yield decoder.decode(value, { stream: true });
		}
		yield decoder.decode();
	} catch (error) {
		giveUp();
		throw error;
	}
}

async function within<T>(patience: number, promise: Promise<T>): Promise<T> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const stalled = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Stalled()), patience);
	});
	try {
		return await Promise.race([promise, stalled]);
	} finally {
		clearTimeout(timer);
	}
}
