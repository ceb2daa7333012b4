import { browserRandomness } from '../../../src/lib/adapters/browser/device';
import type { DayPage } from '../../../src/lib/domain/folds/day';
import { shuffled } from '../numbers';
import { factsOf, personId, type Plan } from '../generator';
import { WRITERS, type Writer, type WriterName } from './writers';

/** Milliseconds of every tap, by who took it. */
export type Taps = Record<WriterName, number[]>;

const NAMES = Object.keys(WRITERS) as WriterName[];

/**
 * The same tap for each in turn, so that whatever else the machine does strikes
 * all of them. The first few are not counted: nobody's first is typical.
 */
export async function taps(
	plan: Plan,
	count: number,
	until: 'on-the-disk' | 'on-screen',
	warmUp = 5
): Promise<Taps> {
	const present = { centre: plan.centre, today: plan.today, facts: factsOf(plan) };
	const taken: Taps = { ours: [], raw: [], dexie: [], pouch: [] };
	const opened = new Map<WriterName, { writer: Writer; screen: Screen }>();
	for (const name of NAMES) {
		const writer = await WRITERS[name](`${name}-${until}`, present);
		const screen = until === 'on-screen' ? showing(writer) : blind;
		await screen.ready;
		opened.set(name, { writer, screen });
	}
	for (let i = 0; i < count + warmUp; i += 1) {
		for (const name of shuffled(NAMES, Math.random)) {
			const { writer, screen } = opened.get(name)!;
			const person = personId(browserRandomness);
			writer.prepare(person);
			const seen = screen.shows(person);
			const began = performance.now();
			await Promise.all([writer.put(), seen]);
			const took = performance.now() - began;
			if (i >= warmUp) taken[name].push(took);
			await quiet();
		}
	}
	for (const { writer, screen } of opened.values()) {
		screen.end();
		await writer.close();
	}
	return taken;
}

/** Until the browser has nothing better to do, so that one tap's tail is not the next one's start. */
const quiet = (): Promise<void> =>
	new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 100 }));

interface Screen {
	readonly ready: Promise<void>;
	/** Resolves once the person is laid out on the screen. */
	shows(person: string): Promise<void>;
	end(): void;
}

const blind: Screen = { ready: Promise.resolve(), shows: async () => {}, end: () => {} };

/** A list with a line a visit: the same for each of them. */
function showing(writer: Writer): Screen {
	const list = document.body.appendChild(document.createElement('ul'));
	let awaited = '';
	let seen = (): void => {};
	let first = (): void => {};
	const ready = new Promise<void>((resolve) => (first = resolve));
	const stop = writer.show((page: DayPage) => {
		list.replaceChildren(...page.visits.map(lineOf));
		// Asking where it is makes the browser lay it out.
		list.getBoundingClientRect();
		first();
		if (page.visits.some(({ person }) => person === awaited)) seen();
	});
	return {
		ready,
		shows(person) {
			awaited = person;
			return new Promise((resolve) => (seen = resolve));
		},
		end() {
			stop();
			list.remove();
		}
	};
}

function lineOf({ person, arrived, left, reason }: DayPage['visits'][number]): HTMLLIElement {
	const line = document.createElement('li');
	const ended = left === undefined ? '' : ` – ${new Date(left).toISOString().slice(11, 16)}`;
	line.textContent = `${new Date(arrived).toISOString().slice(11, 16)}${ended} ${reason} ${person}`;
	return line;
}
