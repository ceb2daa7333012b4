import { canonical, type Fact } from '../../../src/lib/domain/facts';
import {
	database,
	opsId,
	opsRange,
	partsOf,
	parseFactId,
	reportId,
	type DatabaseName,
	type Day
} from '../../../src/lib/domain/ids';
import { asFact, type Doc } from '../../../src/lib/server/store/store';
import { bodyOf, type Entry } from '../ledger';
import { totalOf } from '../totals';
import type { World } from '../world';

type Contents = ReadonlyMap<DatabaseName, readonly Doc[]>;

/** What became of one fact in the end. */
export type End =
	'on the server' | 'refused' | 'past its time' | 'lost with its disk' | 'lost by a restore';

/**
 * Where every fact a device ever wrote has ended; a text where that may not be.
 * A fact may be lost in two ways only: with the disk it waited on, or by a
 * restore after which no disk of its author has it any more. One that was stored
 * may leave in one: a place, with the day it was wanted on. A device whose clock is
 * three months behind gives places on days that are over or will be tomorrow.
 */
export async function endOf(
	world: World,
	contents: Contents
): Promise<(entry: Entry) => End | string> {
	const bodies = new Set<string>();
	for (const docs of contents.values()) for (const doc of docs) bodies.add(bodyOf(doc));
	const refused = new Set<string>();
	for (const { disk } of world.devices)
		for (const row of (await disk.resting()).facts.values())
			if (row.refused) refused.add(bodyOf(row.fact));
	return ({ id, body, fact }) => {
		if (bodies.has(body)) return 'on the server';
		if (refused.has(body)) return 'refused';
		const { stored, dropped } = world.ledger;
		if (stored.has(body) && !dropped.has(body) && world.totals.mayHaveLeft(fact))
			return 'past its time';
		const holder = world.devices.find(({ own }) => [...own].some((entry) => entry.body === body));
		if (holder) return `${id} is on ${holder.parts.name} and did not reach the server`;
		if (!stored.has(body)) return 'lost with its disk';
		return dropped.has(body) ? 'lost by a restore' : `${id} has left the server`;
	};
}

/** Reports the relay publishes, against a fold of the day from scratch. */
export function wrongReports(world: World, contents: Contents): string[] {
	const reports = new Map((contents.get(database.public) ?? []).map((doc) => [doc._id, doc]));
	return world.centres.flatMap((centre) => {
		const docs = (contents.get(database.centre(centre.slug)) ?? []).filter(
			({ _id }) => parseFactId(_id)?.scope === centre.slug
		);
		const days = new Map<Day, Fact[]>();
		for (const doc of docs) {
			const { day } = partsOf(doc._id);
			days.set(day, [...(days.get(day) ?? []), asFact(doc)]);
		}
		return [...days].flatMap(([day, facts]) => {
			const wanted = totalOf(centre, day, facts);
			const { _id, ...body } = reports.get(reportId.availability(centre.slug, day)) ?? { _id: '' };
			// Places of a day may have left it, and what comes after that is not counted.
			if (world.totals.isFinal(centre.slug, day, body)) return [];
			return canonical(body) === canonical(wanted)
				? []
				: [
						`the report of ${centre.slug} on ${day} is ${canonical(body)}, not ${canonical(wanted)}`
					];
		});
	});
}

/** Law 5: an alarm is open exactly where numbers that were claimed to be safe are nowhere. */
export function wrongAlarms({ claims }: World, contents: Contents): string[] {
	const [from, to] = opsRange('alarm');
	const ops = contents.get(database.ops) ?? [];
	const alarms = new Map(
		ops.filter(({ _id }) => _id >= from && _id <= to).map((doc) => [doc._id, doc])
	);
	return [...claims.authors()].flatMap((author) => {
		const missing = claims.missing(author);
		const alarm = alarms.get(opsId.alarm('gap', author));
		const open = alarm?.['open'] === true;
		if (open === missing.length > 0) return [];
		return [
			open
				? `an alarm for ${author} is open though nothing is missing: ${canonical(alarm)}`
				: `no alarm for ${author}, though ${missing} are missing`
		];
	});
}
