import { database, reportId } from '../domain/ids';
import { isRecord } from '../domain/parse';
import type { Reader } from '../ports/fact-log';

/** What badges, certificates and witnesses are checked against. Given at the enrolment; who has none has heard it from the server. */
export async function networkKeyIn(log: Reader): Promise<string | undefined> {
	const { networkKey } = await log.device();
	if (networkKey !== undefined) return networkKey;
	const told = await log.report(database.public, reportId.networkKey);
	return isRecord(told) && typeof told['key'] === 'string' ? told['key'] : undefined;
}
