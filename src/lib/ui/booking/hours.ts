import { isHalfDay, openingOn, periodOf, type Slot } from '../../domain/places/slots';
import type { Premises } from '../../domain/places/wish';
import type { Day } from '../../domain/ids';
import { m } from '../../paraglide/messages';

/** When the door is open within some slots of a day: `08:30–12:30`. Half hours are their own time. */
export function hoursWithin(
	{ centre, closures }: Pick<Premises, 'centre' | 'closures'>,
	day: Day,
	slots: readonly Slot[]
): string {
	if (!slots.every(isHalfDay))
		return m.book_hours({ from: periodOf(slots[0]!)[0], to: periodOf(slots.at(-1)!)[1] });
	const opening = openingOn(centre, closures, day);
	return slots
		.flatMap((slot) => {
			const [from, to] = periodOf(slot);
			return opening
				.filter(([opens, closes]) => opens < to && from < closes)
				.map(([opens, closes]) =>
					m.book_hours({ from: opens > from ? opens : from, to: closes < to ? closes : to })
				);
		})
		.join(', ');
}
