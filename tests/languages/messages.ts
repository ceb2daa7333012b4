import { textOf } from './sources';

/** What one key says: every sentence of it, and what is filled in. */
export interface Message {
	readonly key: string;
	readonly texts: readonly string[];
	/** Of a message with variants: the name of what is counted. */
	readonly counted: string | undefined;
	/** Which numbers have a sentence of their own. */
	readonly apart: readonly string[];
}

interface Variants {
	readonly declarations: readonly string[];
	readonly match: Readonly<Record<string, string>>;
}

/** Every message of one language, as the file has it. */
export function messagesIn(locale: string): Message[] {
	const said = JSON.parse(textOf(`messages/${locale}.json`)) as Record<string, string | Variants[]>;
	return Object.entries(said)
		.filter(([key]) => key !== '$schema')
		.map(([key, message]) => {
			const variants = typeof message === 'string' ? [] : message;
			const texts =
				typeof message === 'string'
					? [message]
					: message.flatMap((one) => Object.values(one.match));
			const declared = variants.flatMap((one) => one.declarations).join();
			const counted = /local \w+ = (\w+): plural/.exec(declared)?.[1];
			const chosen = variants.flatMap((one) => Object.keys(one.match)).join();
			const apart = [...chosen.matchAll(/\b\w+=(\d+)/g)].map(([, number]) => number!);
			return { key, texts, counted, apart };
		});
}

/** The languages of the project, its own first: the one list there is. */
export const LOCALES = (
	JSON.parse(textOf('messages/project.inlang/settings.json')) as { locales: readonly string[] }
).locales;
