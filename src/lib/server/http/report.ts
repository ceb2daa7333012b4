/**
 * What a log may hold of a defect: what kind it is and where in the code it happened. No message: a
 * parser quotes what it could not read, a database the document it refused, a URL its password, and
 * any of these can be a person's name. What is left is made of this project's own words only.
 */
export function reportDefect(error: unknown): void {
	console.error(described(error));
}

/** The last words of a process that a defect ends. Node's own would quote the message. */
export function reportCrashes(): void {
	process.on('uncaughtException', (error) => {
		reportDefect(error);
		process.exit(1);
	});
}

/** Causes of causes that are still told. */
const DEEPEST = 3;
/** Names and codes are words of a program. Anything else has come from outside. */
const WORD = /^[A-Za-z_][\w.-]{0,60}$/;
/** `at name (file:1:2)`. A line of a message that looks like one is cut away before. */
const FRAME = /^\s+at .{1,300}(:\d+:\d+|<anonymous>|native)\)?$/;

function described(error: unknown, depth = 0): string {
	if (typeof error !== 'object' || error === null) return `defect: a thrown ${typeof error}`;
	const { name, code, status, cause } = error as Record<string, unknown>;
	const kind = typeof name === 'string' && WORD.test(name) ? name : 'Error';
	const marks = [code, status].flatMap((mark) =>
		typeof mark === 'number' || (typeof mark === 'string' && WORD.test(mark)) ? [mark] : []
	);
	const lines = [`defect: ${[kind, ...marks].join(' ')}`, ...framesOf(error)];
	if (cause !== undefined && depth < DEEPEST)
		lines.push(`caused by ${described(cause, depth + 1)}`);
	return lines.join('\n');
}

function framesOf(error: object): readonly string[] {
	const { stack, message } = error as { stack?: unknown; message?: unknown };
	if (typeof stack !== 'string') return [];
	// V8 writes the message at the top of the stack, however many lines it has.
	const quoted = typeof message === 'string' && message !== '' ? stack.indexOf(message) : -1;
	const rest = quoted < 0 ? stack : stack.slice(quoted + String(message).length);
	return rest.split('\n').filter((line) => FRAME.test(line));
}
