import { isRecord } from '../parse';
import { isDay, parseFactId, type Day, type FactId } from '../ids';
import { REFUSALS, type PlaceRefusal } from '../kinds';
import type { PlaceReport } from './report';
import { STANDINGS, type Standing } from './standing';

/** A report as it can be trusted; `undefined` for anything else. A newer server may say more. */
export function parsePlaceReport(value: unknown): PlaceReport | undefined {
	if (!isRecord(value)) return undefined;
	const { claim, centre, day, space, slots, standing, sequence, changed } = value;
	if (!isFactId(claim) || !isText(centre) || !isDate(day) || !isText(space)) return undefined;
	if (!isTexts(slots) || slots.length === 0 || !isStanding(standing)) return undefined;
	const { booking, units, until, why, reason, by, replaces, replacedBy, series } = value;
	return {
		claim,
		...(isFactId(booking) && { booking }),
		centre,
		day,
		space,
		slots,
		standing,
		...(isTexts(units) && { units }),
		...(isInstant(until) && { until }),
		...(isWhy(why) && { why }),
		...(isText(reason) && { reason }),
		...((by === 'owner' || by === 'host') && { by }),
		...(isFactId(replaces) && { replaces }),
		...(isFactId(replacedBy) && { replacedBy }),
		...(isText(series) && { series }),
		sequence: isInstant(sequence) ? sequence : 0,
		changed: isInstant(changed) ? changed : 0
	};
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isDate = (value: unknown): value is Day => isText(value) && isDay(value);
const isTexts = (value: unknown): value is readonly string[] =>
	Array.isArray(value) && value.every(isText);
const isInstant = (value: unknown): value is number => Number.isSafeInteger(value);
const isFactId = (value: unknown): value is FactId =>
	typeof value === 'string' && parseFactId(value) !== undefined;
const isStanding = (value: unknown): value is Standing =>
	(STANDINGS as readonly unknown[]).includes(value);
const isWhy = (value: unknown): value is PlaceRefusal | 'twice' | 'fenced' =>
	value === 'twice' || value === 'fenced' || (REFUSALS as readonly unknown[]).includes(value);
