import type { Fact } from '../../../src/lib/domain/facts';
import { foldPage, type DayPage } from '../../../src/lib/domain/pages';
import { local } from '../../../src/lib/domain/calendar';
import { pageKey, partsOf } from '../../../src/lib/domain/ids';
import type { Visit } from '../../../src/lib/domain/folds/day';

/** What the server itself holds, read the way any CouchDB client would. */
export interface CentreRecord {
	facts(): Promise<readonly Fact[]>;
	/** Today's visits as the facts fold, those taken back left out. */
	visits(): Promise<readonly Visit[]>;
	alarms(): Promise<readonly { readonly _id: string }[]>;
}

export const centreRecord = (server: () => string, slug: string): CentreRecord => {
	const facts = async (): Promise<Fact[]> =>
		(await docsOf(`${server()}/db/centre_${slug}`)) as unknown as Fact[];
	return {
		facts,
		async visits() {
			const { day } = local(Date.now());
			const todays = (await facts()).filter(({ _id }) => partsOf(_id).day === day);
			const page = foldPage(pageKey.day(slug, day), todays).value as DayPage;
			return page.visits.filter((visit) => !visit.undone);
		},
		alarms: async () =>
			(await docsOf(`${server()}/db/ops`)).filter(({ _id }) => _id.startsWith('alarm~'))
	};
};

async function docsOf(database: string): Promise<{ _id: string }[]> {
	const answer = await fetch(`${database}/_all_docs?include_docs=true`);
	if (!answer.ok) throw new Error(`${database}: ${answer.status}`);
	const { rows } = (await answer.json()) as { rows: { doc: { _id: string; _rev?: string } }[] };
	return rows.map(({ doc: { _rev, ...doc } }) => doc);
}
