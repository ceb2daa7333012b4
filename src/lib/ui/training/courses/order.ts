/** One of a list takes the place of its neighbour. */
export function swap<T>(list: T[], at: number, by: -1 | 1): void {
	const [one, other] = [list[at], list[at + by]];
	if (one === undefined || other === undefined) return;
	[list[at], list[at + by]] = [other, one];
}

/** What was taken out, and how it comes back to where it was. */
export interface Removed {
	readonly name: string;
	readonly back: () => void;
}

export function takeOut<T>(list: T[], at: number, name: string): Removed {
	const [one] = list.splice(at, 1);
	return { name, back: () => void list.splice(at, 0, one as T) };
}
