import { expect } from '@playwright/test';
import { local } from '../../../src/lib/domain/calendar';
import { partsOf } from '../../../src/lib/domain/ids';
import type { Office } from './office';

export type Doc = Readonly<Record<string, unknown>> & { readonly _id: string };

/** What the server holds of a kind, as the coordinator reads it. */
export async function held(office: Office, db: string, kind: string): Promise<readonly Doc[]> {
	const { body } = await office.ask(`/db/${db}/_all_docs?include_docs=true`);
	return body.rows.map(({ doc }: { doc: Doc }) => doc).filter((doc: Doc) => doc['kind'] === kind);
}

/** One half-day of the sample group today, this morning: it has begun at whatever time the story is told. */
export async function planOnlyThisMorning(office: Office): Promise<void> {
	const [enrolment] = await held(office, 'training', 'enrolment.made');
	const [trainer] = await held(office, 'training', 'trainer.introduced');
	expect(enrolment && trainer).toBeTruthy();
	const { day } = local(Date.now());
	for (const { _id: session } of await held(office, 'public', 'session.planned'))
		if (partsOf(session).day === day)
			await office.announce('session.cancelled', { session, why: 'Remplacée' });
	const { course, group } = enrolment!;
	const whose = { course, group, trainer: trainer!['trainer'] };
	await office.announce('session.planned', { ...whose, half: 'am', hours: 3.5 });
}
