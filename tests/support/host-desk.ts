import { instantOf, local, shiftDay } from '../../src/lib/domain/calendar';
import { allocate, type Device } from '../../src/lib/domain/device';
import type { Draft, Fact, Filed } from '../../src/lib/domain/facts';
import { database, pageKey, type FactId } from '../../src/lib/domain/ids';
import { foldPage } from '../../src/lib/domain/pages';
import type { LedgerPage } from '../../src/lib/domain/folds/ledger';
import { decide, fieldsOf } from '../../src/lib/domain/places/decide';
import { SERVER, serverName, type HolderName } from '../../src/lib/domain/places/holders';
import { assignPlace } from '../../src/lib/usecases/assign-place';
import { MURAT, openKiosk } from './kiosk';

export const TODAY = '2026-11-23';
export const DAY = shiftDay(TODAY, 1);
export const NOON = instantOf(TODAY, '12:00');
export const centre = 'murat';
export const MARIE = 'p_marie00000';
export const KARIM = 'p_karim00000';
const ABOUT = pageKey.centre(centre);

/** A host's PC in Murat that knows its centre, and a holder far away who answers when it is told to. */
export async function openDesk(spaces = MURAT.spaces) {
	const around = await openKiosk(NOON);
	const { log } = around;
	await log.configure({ role: 'host', centre });
	const ofCentre = (fields: Draft['fields'], kind: string): Draft => ({
		day: TODAY,
		scope: centre,
		db: database.public,
		kind,
		v: 1,
		at: { wall: NOON },
		by: 'office',
		fields
	});
	await log.commit([], () => ({
		drafts: [ofCentre({ centre: { ...MURAT, spaces } as never }, 'centre.described')],
		result: undefined
	}));
	const key = pageKey.ledger(centre, DAY);
	const page = () => log.page('ledger', key);
	let holderDevice: Device = { device: serverName('0000000000000'), epoch: 1, seq: 0, count: 500 };

	/** News from a device whose facts this one did not write. */
	const hear = async (facts: readonly Fact[], db = database.centre(centre)) => {
		const news = { [db]: { facts, cursor: String(holderDevice.seq) } };
		await log.absorb({ outcomes: [], news, token: '', now: NOON } as never, { receivedAt: NOON });
	};
	const says = (drafts: readonly Omit<Draft, 'db' | 'scope' | 'v' | 'at' | 'by' | 'day'>[]) => {
		const made = allocate(
			holderDevice,
			drafts.map((draft) => ({
				...draft,
				day: DAY,
				scope: centre,
				db: database.centre(centre),
				v: 1,
				at: { wall: NOON },
				by: 'server'
			}))
		);
		holderDevice = made.device;
		return made.facts;
	};
	return {
		...around,
		hear,
		says,
		page,
		claim: async (id: FactId) => (await page()).claims[id]!,
		about: () => log.page('centre', ABOUT),
		waiting: async (): Promise<readonly Filed[]> =>
			(await log.outbox({ facts: 99, bytes: 999_999 })).facts,
		/** The server says what there is to say about the day, by the real rule. */
		async answered() {
			// Who has heard something counts on from there.
			const { count } = await log.device();
			holderDevice = { ...holderDevice, count: Math.max(holderDevice.count, count) };
			const known = await log.page('centre', ABOUT);
			const closures = Object.values(known.closures ?? {});
			const now = around.clock.now();
			const premises = { centre: known.centre!, closures, today: local(now).day, now, day: DAY };
			const acts = decide(await page(), SERVER, premises, (act, n) => ({
				_id: `${DAY}~${centre}~${holderDevice.device}.1~${String(holderDevice.seq + n + 1).padStart(6, '0')}`,
				kind: act.kind,
				v: 1,
				count: holderDevice.count + n + 1,
				at: { wall: NOON },
				by: 'server',
				...fieldsOf(act)
			}));
			await hear(says(acts.map((act) => ({ kind: act.kind, fields: fieldsOf(act) }))));
		},
		/** What this PC has written about the day, in its order. */
		written: async (): Promise<readonly Fact[]> =>
			(await log.outbox({ facts: 99, bytes: 999_999 })).facts.flatMap(({ fact }) =>
				fact.kind.startsWith('place.') ? [fact] : []
			),
		give: (person: string, unit: string, slots: readonly string[] = ['am']) =>
			assignPlace(around, { centre, day: DAY, person, unit, slots })
	};
}
export type Desk = Awaited<ReturnType<typeof openDesk>>;

export async function given(desk: Desk, person = MARIE, unit = 'desk-3'): Promise<FactId> {
	const asked = await desk.give(person, unit);
	if (!('claim' in asked)) throw new Error(JSON.stringify(asked));
	await desk.answered();
	return asked.claim;
}
export const unitOf = async (desk: Desk, claim: FactId): Promise<string | undefined> =>
	(await desk.claim(claim)).held?.[0]?.[0];

/** Somebody who holds places and decides by the real rule, on what they have heard and nothing else. */
export function openHolder(name: HolderName, spaces = MURAT.spaces) {
	const facts = new Map<FactId, Fact>();
	const [id, epoch] = name === SERVER ? [serverName('0000000000001'), '1'] : name.split('.');
	let device: Device = { device: id!, epoch: Number(epoch), seq: 0, count: 0 };
	const page = (): LedgerPage =>
		foldPage(pageKey.ledger(centre, DAY), facts.values()).value as LedgerPage;
	const hears = (news: Iterable<Fact>): void => {
		for (const fact of news) facts.set(fact._id, fact);
	};
	const says = (drafts: readonly { kind: string; fields: Draft['fields'] }[]): void => {
		const count = Math.max(device.count, ...[...facts.values()].map((fact) => fact.count));
		const where = { day: DAY, scope: centre, db: database.centre(centre), v: 1 };
		const made = allocate(
			{ ...device, count },
			drafts.map((draft) => ({ ...draft, ...where, at: { wall: NOON }, by: id! }))
		);
		device = made.device;
		hears(made.facts);
	};
	return {
		page,
		hears,
		says,
		known: (): readonly Fact[] => [...facts.values()],
		answers(): void {
			const premises = {
				...{ centre: { ...MURAT, spaces }, closures: [], today: TODAY, now: NOON, day: DAY }
			};
			const acts = decide(page(), name, premises, (act, n) => ({
				_id: `${DAY}~${centre}~${id}.${epoch}~${String(device.seq + n + 1).padStart(6, '0')}`,
				...{ kind: act.kind, v: 1, count: 1_000_000 + n, at: { wall: NOON }, by: id! },
				...fieldsOf(act)
			}));
			says(acts.map((act) => ({ kind: act.kind, fields: fieldsOf(act) })));
		}
	};
}
