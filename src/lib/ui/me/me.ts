import { parseBadge } from '../../domain/badge';
import { reportId, type DatabaseName } from '../../domain/ids';
import { isRecord } from '../../domain/parse';
import type { Reader } from '../../ports/fact-log';

/** What a phone shows of its owner; each part may not be here yet. */
export interface Me {
	readonly name?: string;
	readonly number?: string;
	/** The signed text of the badge, as its QR holds it. */
	readonly badge?: string;
}

/** From the reports the relay keeps in the person's own database. A newer server may say more, or less. */
export async function readMe(read: Reader, own: DatabaseName, person: string): Promise<Me> {
	const [me, badge] = await Promise.all([
		read.report(own, reportId.me),
		read.report(own, reportId.badge(person))
	]);
	const text = textOf(badge, 'text');
	const claim = text === undefined ? undefined : parseBadge(text);
	const name = textOf(me, 'name') ?? claim?.badge.name;
	const number = textOf(me, 'number');
	return {
		...(name && { name }),
		...(number && { number }),
		...(claim && text && { badge: text })
	};
}

const textOf = (report: unknown, field: string): string | undefined =>
	isRecord(report) && typeof report[field] === 'string' ? report[field] : undefined;
