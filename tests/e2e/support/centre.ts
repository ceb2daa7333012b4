import type { Fact } from '../../../src/lib/domain/facts';
import { foldPage, type DayPage } from '../../../src/lib/domain/pages';
import { local } from '../../../src/lib/domain/calendar';
import { pageKey, partsOf } from '../../../src/lib/domain/ids';
import type { Visit } from '../../../src/lib/domain/folds/day';

/** What the server itself holds, read the way any CouchDB client would. */
export interface CentreRecord {
	/** What is written of visits. */
	facts(): Promise<readonly Fact[]>;
	/** What is written of places. */
	places(): Promise<readonly Fact[]>;
	/** Today's visits as the facts fold, those taken back left out. */
	visits(): Promise<readonly Visit[]>;
	alarms(): Promise<readonly { readonly _id: string }[]>;
}

/** @param read asks the server as somebody who may read all of it */
export const centreRecord = (
	read: (path: string) => Promise<{ readonly status: number; readonly body: unknown }>,
	slug: string
): CentreRecord => {
	const all = async (): Promise<Fact[]> => (await docsOf(`centre_${slug}`)) as unknown as Fact[];
	const about = async (what: 'visit.' | 'place.'): Promise<Fact[]> =>
		(await all()).filter(({ kind }) => kind.startsWith(what));
	const facts = (): Promise<Fact[]> => about('visit.');
	return {
		facts,
		places: () => about('place.'),
		async visits() {
			const { day } = local(Date.now());
			const todays = (await facts()).filter(({ _id }) => partsOf(_id).day === day);
			const page = foldPage(pageKey.day(slug, day), todays).value as DayPage;
			return page.visits.filter((visit) => !visit.undone);
		},
		alarms: async () => (await docsOf('ops')).filter(({ _id }) => _id.startsWith('alarm~'))
	};

	async function docsOf(database: string): Promise<{ _id: string }[]> {
		const { status, body } = await read(`/db/${database}/_all_docs?include_docs=true`);
		if (status !== 200) throw new Error(`${database}: ${status}`);
		const { rows } = body as { rows: { doc: { _id: string; _rev?: string } }[] };
		return rows.map(({ doc: { _rev, ...doc } }) => doc);
	}
};
