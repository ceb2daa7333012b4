import { expect } from '@playwright/test';
import type { DeviceListed, Invitation, Place } from '../../../src/lib/domain/accounts';
import { local } from '../../../src/lib/domain/calendar';
import type { Centre } from '../../../src/lib/domain/centres';
import { database, factId, reportId, type Day } from '../../../src/lib/domain/ids';
import { PROTOCOL } from '../../../src/lib/domain/protocol';
import { SAMPLE_CENTRES } from '../../../src/lib/server/sample-network';
import { askAs, enrolOverHttp, firstCode } from '../../support/enrol';
import type { RunningServer } from '../../support/server';

/** The coordinator's office, far from any screen: it invites devices and may read everything. */
export interface Office {
	/** A code that is good once, as it stands in the link and in the QR. */
	invite(place: Place): Promise<string>;
	ask(path: string, body?: unknown): ReturnType<typeof askAs>;
	devices(): Promise<readonly DeviceListed[]>;
	/** Ends the one live device of this role. */
	revoke(role: Place['role']): Promise<void>;
	/** Writes down something about a person of Murat, as a host there would. */
	note(kind: string, fields: Readonly<Record<string, unknown>>): Promise<void>;
	/** Writes down something about a place of Murat, today where no other day is named, and answers with the fact’s id. */
	place(kind: string, fields: Readonly<Record<string, unknown>>, day?: Day): Promise<string>;
	/** Has Murat open every day from midnight to midnight, so that a story is told on whatever day it is run. */
	openAlways(otherwise?: Partial<Centre>): Promise<void>;
	/** Says something of Murat, or of another centre, that anybody may read. */
	announce(kind: string, fields: Readonly<Record<string, unknown>>, centre?: string): Promise<void>;
	/** What the QR of somebody's badge holds, once it is signed. */
	badgeOf(person: string): Promise<string>;
}

/** The sample network's one centre these stories happen in. */
const CENTRE = 'murat';
const DEVICE = 'bureau';

/** Whether a document was made up for the sample network, by its id. */
export const isSample = (id: string): boolean => /~sample[a-z]*\.1~/.test(id);

/** The server prints the way in for the first coordinator; everybody else is invited by them. */
export async function openOffice(running: () => RunningServer): Promise<Office> {
	const { url, said } = running();
	const coordinator = await enrolOverHttp(url, firstCode(said()), 'Bureau');
	let seq = 0;

	async function ask(path: string, body?: unknown): ReturnType<typeof askAs> {
		const answer = await askAs(running().url, coordinator, path, body);
		if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
		return answer;
	}
	const devices = async () => (await ask('/manage/devices')).body as readonly DeviceListed[];
	const people = database.people(CENTRE);

	/** A fact about Murat, as the coordinator's own device would send it. */
	async function write(
		db: string,
		kind: string,
		fields: Readonly<Record<string, unknown>>,
		{ scope = CENTRE, on }: { readonly scope?: string; readonly on?: Day | undefined } = {}
	): Promise<string> {
		seq += 1;
		const wall = Date.now();
		const parts = { day: on ?? local(wall).day, scope, device: DEVICE, epoch: 1, seq };
		const head = { _id: factId(parts), kind, v: 1, count: 1_000 + seq, at: { wall }, by: DEVICE };
		const facts = [[db, { ...head, ...fields }]];
		const request = { sync: PROTOCOL, device: DEVICE, epoch: 1, acked: 0, waiting: 1, facts };
		const { body } = await ask('/sync', { ...request, cursors: {} });
		expect(body.outcomes).toMatchObject([{ is: 'stored' }]);
		return head._id;
	}

	return {
		ask,
		devices,
		invite: async (place) => ((await ask('/manage/invitations', place)).body as Invitation).code,
		async revoke(role) {
			const live = (await devices()).filter((device) => device.role === role && !device.revoked);
			expect(live).toHaveLength(1);
			await ask('/manage/devices/revoke', { account: live[0]!.account });
		},
		async note(kind, fields) {
			await write(people, kind, fields);
		},
		place: (kind, fields, on) => write(database.centre(CENTRE), kind, fields, { on }),
		async announce(kind, fields, centre) {
			await write(database.public, kind, fields, centre === undefined ? {} : { scope: centre });
		},
		async openAlways(otherwise = {}) {
			const murat = SAMPLE_CENTRES.find(({ slug }) => slug === CENTRE)!;
			const day = [
				['00:00', '13:00'],
				['13:00', '23:59']
			];
			const hours = Array.from({ length: 7 }, () => day);
			const centre = { ...murat, hours, openOnHolidays: true, ...otherwise };
			await write(database.public, 'centre.described', { centre });
		},
		async badgeOf(person) {
			const id = reportId.badge(person);
			let text: unknown;
			await expect(async () => {
				const { body } = await ask(`/db/${people}/_all_docs?include_docs=true`);
				text = body.rows.find((row: { id: string }) => row.id === id)?.doc.text;
				expect(typeof text).toBe('string');
			}).toPass();
			return text as string;
		}
	};
}
