import { parseAvailability, type Availability } from '../../domain/availability';
import type { Centre } from '../../domain/centres';
import { closuresOf } from '../../domain/folds/centre';
import { database, pageKey, reportId, type Day, type Slug } from '../../domain/ids';
import type { Closure } from '../../domain/places/slots';
import { touchedOn } from '../../domain/places/touched';
import type { Reader } from '../../ports/fact-log';

/** What is published of how much is taken, day by day, and when the centre is closed anyway. */
export interface Taken {
	readonly days: ReadonlyMap<Day, Availability>;
	readonly closures: readonly Closure[];
}

export const takenAt =
	(slug: Slug) =>
	async (read: Reader): Promise<Taken> => {
		const prefix = reportId.availability(slug, '');
		const [reports, about] = await Promise.all([
			read.reports(database.public, prefix),
			read.page('centre', pageKey.centre(slug))
		]);
		const days = [...reports].flatMap(([id, report]) => {
			const known = parseAvailability(report);
			return known ? [[id.slice(prefix.length), known] as const] : [];
		});
		return { days: new Map(days), closures: closuresOf(about) };
	};

/** The days from `today` on for which a centre would have too little, the first first, and how many places that is. */
export function touchedFrom(
	today: Day,
	{ days, closures }: Taken,
	{ before, after }: { readonly before: Centre; readonly after: Centre }
): { readonly days: readonly Day[]; readonly places: number } {
	const touched = [...days]
		.filter(([day]) => day >= today)
		.map(([day, report]) => [day, touchedOn(day, report, { before, after, closures })] as const)
		.filter(([, places]) => places > 0)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return {
		days: touched.map(([day]) => day),
		places: touched.reduce((sum, [, places]) => sum + places, 0)
	};
}
