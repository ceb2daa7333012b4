import { database, reportId } from '../../domain/ids';
import { isRecord } from '../../domain/parse';
import type { Session } from '../../domain/training/words';
import type { Reader } from '../../ports/fact-log';

/** Whether a half-day has its room, as far as the server has said. */
export type Room =
	| { readonly is: 'none' }
	/** Nobody has answered yet. */
	| { readonly is: 'asked' }
	| { readonly is: 'confirmed' }
	| { readonly is: 'refused'; readonly why?: string };

export async function roomOf(read: Reader, { id, space }: Session): Promise<Room> {
	if (space === undefined) return { is: 'none' };
	const report = await read.report(database.training, reportId.room(id));
	if (!isRecord(report)) return { is: 'asked' };
	if (report['is'] === 'confirmed') return { is: 'confirmed' };
	if (report['is'] !== 'refused') return { is: 'asked' };
	const why = report['why'];
	return { is: 'refused', ...(typeof why === 'string' && { why }) };
}
