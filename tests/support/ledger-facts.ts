import type { Fact } from '../../src/lib/domain/facts';
import type { LedgerPage } from '../../src/lib/domain/folds/ledger';
import { instantOf } from '../../src/lib/domain/calendar';
import { factId, pageKey, type FactId } from '../../src/lib/domain/ids';
import { foldPage } from '../../src/lib/domain/pages';
import { fieldsOf, type Act, type Grounds } from '../../src/lib/domain/places/decide';
import { SERVER, serverName, type HolderName } from '../../src/lib/domain/places/holders';

/** Facts of one ledger, told one by one. Each counts on from the one before, unless it says otherwise. */
export const CENTRE = 'murat';
export const DAY = '2026-11-24';
export const KIOSK = 'kiosk1.1';
export const OTHER = 'kiosk2.1';
export const MARIE = 'p_marie0001';
export const PAUL = 'p_paul00002';

export const grounds: Grounds = {
	centre: {
		spaces: [
			{ id: 'desk', kind: 'desk', count: 2 },
			{ id: 'room', kind: 'room', count: 1 }
		],
		hours: Array.from({ length: 7 }, () => [['08:30', '17:30'] as const])
	},
	closures: [],
	day: DAY,
	today: DAY,
	now: instantOf(DAY, '08:00')
};

export interface Telling {
	/** Says it as a holder, or as whoever else wrote it; `count` where it sorts elsewhere. */
	readonly say: (by: HolderName, kind: string, fields: object, count?: number) => FactId;
	readonly claim: (fields?: object, count?: number) => FactId;
	readonly facts: Fact[];
	readonly page: () => LedgerPage;
	/** Says what somebody has decided. */
	readonly act: (by: HolderName, acts: readonly Act[]) => void;
}

export function telling(before: readonly Fact[] = []): Telling {
	const facts = [...before];
	const say = (by: HolderName, kind: string, fields: object, count?: number): FactId => {
		const most = facts.reduce((most, fact) => Math.max(most, fact.count), 0);
		const fact = factOf(by, kind, fields, facts.length + 1, count ?? most + 10);
		facts.push(fact);
		return fact._id;
	};
	return {
		say,
		facts,
		claim: (fields = {}, count) =>
			say(
				SERVER,
				'place.claimed',
				{ person: MARIE, space: 'desk', slots: ['am'], to: SERVER, ...fields },
				count
			),
		page: () => foldPage(pageKey.ledger(CENTRE, DAY), facts).value as LedgerPage,
		act: (by, acts) => {
			for (const act of acts) say(by, act.kind, fieldsOf(act));
		}
	};
}

/** A fact of a holder that is its `seq`th. */
export function factOf(
	by: HolderName,
	kind: string,
	fields: object,
	seq: number,
	count: number
): Fact {
	const [device, epoch] =
		by === SERVER ? [serverName(String(seq).padStart(13, '0')), '1'] : by.split('.');
	const _id = factId({ day: DAY, scope: CENTRE, device: device!, epoch: Number(epoch), seq });
	return { _id, kind, v: 1, count, at: { wall: 1_795_500_000_000 }, by: device!, ...fields };
}
