import { verifierIn, type Verifier } from '../domain/codes';
import type { Device } from '../domain/device';
import { database, pageKey, reportsOf } from '../domain/ids';
import { isRecord } from '../domain/parse';
import type { Reader } from '../ports/fact-log';
import type { Codes } from '../ports/keys';
import type { Tries } from '../ports/tries';

export type Unlocked =
	| { readonly unlocked: true }
	/** How long until the next try, milliseconds. */
	| { readonly wrong: true; readonly wait: number }
	/** Too early: the code was not looked at. */
	| { readonly wait: number };

/** Wrong codes of whoever wants to unlock are counted together: nobody says who they are. */
const STAFF = 'staff';

/** Whether a code is that of somebody who may open this device; works with no link. */
export async function unlock(
	{ log, codes, tries }: { log: Reader; codes: Codes; tries: Tries },
	code: string
): Promise<Unlocked> {
	const left = await tries.left(STAFF);
	if (left > 0) return { wait: left };
	for (const verifier of await openedBy(log, await log.device()))
		if (await codes.isCode(code, verifier)) {
			await tries.right(STAFF);
			return { unlocked: true };
		}
	return { wrong: true, wait: await tries.wrong(STAFF) };
}

/**
 * The codes that open a device: those of who works there, and the one it was given
 * at first only where nobody does, since that one is of who may have left.
 */
async function openedBy(log: Reader, { role, centre, lock }: Device): Promise<Verifier[]> {
	const staff: unknown[] = [];
	if (role === 'host' && centre !== undefined)
		staff.push(...Object.values((await log.page('staff', pageKey.staff(centre))).people));
	if (role === 'kiosk' && centre !== undefined)
		staff.push(...(await log.reports(database.roster(centre), reportsOf.staff)).values());
	const codes = staff.flatMap((one) => (isRecord(one) ? (verifierIn(one['code']) ?? []) : []));
	return codes.length > 0 || lock === undefined ? codes : [lock];
}
