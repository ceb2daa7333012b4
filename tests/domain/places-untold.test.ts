import { describe, expect, test } from 'vitest';
import { ledgerFold, type LedgerPage } from '../../src/lib/domain/folds/ledger';
import type { Fact } from '../../src/lib/domain/facts';
import { factId, type FactId } from '../../src/lib/domain/ids';
import { serverName } from '../../src/lib/domain/places/holders';
import { isTold, untoldOf, wordFor } from '../../src/lib/domain/places/untold';

const DAY = '2026-11-23';
const SERVER = serverName('0000000000000');
const CENTRE = {
	spaces: [
		{ id: 'desk', kind: 'desk', count: 3 },
		{ id: 'confidential', kind: 'confidential', count: 1 }
	]
} as const;
const MARIE = 'p_marie00000';

function dayOf() {
	const page: LedgerPage = ledgerFold.empty();
	let seq = 0;
	const say = (kind: string, fields: object, device = 'host1'): FactId => {
		seq += 1;
		const _id = factId({ day: DAY, scope: 'murat', device, epoch: 1, seq });
		const fact = { _id, kind, v: 1, count: seq, at: { wall: seq }, by: device, ...fields };
		ledgerFold.add(page, fact as Fact);
		return _id;
	};
	const claim = (more: object = {}): FactId =>
		say('place.claimed', { person: MARIE, space: 'desk', slots: ['am'], to: 'server', ...more });
	const grant = (id: FactId, unit = 'desk-1', gen = 0): FactId =>
		say('place.granted', { claim: id, rights: [[unit, 'am', gen]] }, SERVER);
	const news = (closures: { from: string; to: string; why: string }[] = []) =>
		untoldOf(page, { centre: CENTRE, closures, day: DAY }).map(({ of, reason }) =>
			reason === undefined ? of : `${of}: ${reason}`
		);
	return { page, say, claim, grant, news };
}

describe('whom a host has to call', () => {
	test('is nobody who asked and has what they asked for, or no answer yet', () => {
		const day = dayOf();
		const id = day.claim();
		expect(day.news()).toEqual([]);
		day.grant(id);
		expect(day.news()).toEqual([]);
	});

	test('is whoever was refused, but not who waits for a place', () => {
		const day = dayOf();
		const id = day.claim();
		day.say('place.refused', { claim: id, why: 'full', waits: true }, SERVER);
		expect(day.news()).toEqual([]);
		day.say('place.refused', { claim: id, why: 'missed' }, SERVER);
		expect(day.news()).toEqual(['refused']);
	});

	test('is whoever lost their place to a fence', () => {
		const day = dayOf();
		const rights = [['desk-1', 'am', 0]];
		day.say('place.transferred', { rights, to: 'kiosk1.1' }, SERVER);
		const id = day.claim({ to: 'kiosk1.1' });
		day.say('place.granted', { claim: id, rights: [['desk-1', 'am', 1]] }, 'kiosk1');
		day.say('place.fenced', { holder: 'kiosk1.1', rights: [['desk-1', 'am', '']] }, SERVER);
		expect(day.news()).toEqual(['moved']);
	});

	test('is whoever a host cancelled with a reason; their own cancelling is known to them', () => {
		const day = dayOf();
		const [hosts, own] = [day.claim(), day.claim({ person: 'p_karim00000' })];
		day.grant(hosts);
		day.grant(own, 'desk-2');
		day.say('place.cancelled', { claim: own, why: 'owner' });
		expect(day.news()).toEqual([]);
		day.say('place.cancelled', { claim: hosts, why: 'host', reason: 'Neige' });
		expect(day.news()).toEqual(['cancelled: Neige']);
	});

	test('is whoever was moved, once they are, and not who keeps the place before', () => {
		const day = dayOf();
		const old = day.claim();
		day.grant(old);
		const move = day.claim({ unit: 'desk-2', replaces: old, reason: 'Bruit' });
		expect(day.news()).toEqual([]);
		day.say('place.refused', { claim: move, why: 'full' }, SERVER);
		expect(day.news()).toEqual([]);
		const other = day.claim({ unit: 'desk-3', replaces: old, reason: 'Bruit' });
		day.grant(other, 'desk-3');
		expect(day.news()).toEqual(['confirmed: Bruit']);
	});

	test('is whoever has a place on a closed day, and once told, again when it reopens', () => {
		const day = dayOf();
		const id = day.claim();
		day.grant(id);
		const closures = [{ from: DAY, to: DAY, why: 'Neige' }];
		expect(day.news(closures)).toEqual(['closed: Neige']);
		expect(day.news()).toEqual([]);
		day.say('place.told', { claim: id, of: 'closed' });
		expect(day.news(closures)).toEqual([]);
		expect(day.news()).toEqual(['reopened']);
		day.say('place.told', { claim: id, of: 'reopened' });
		expect(day.news()).toEqual([]);
	});

	test('is nobody in a confidential room: they cannot be called by a name', () => {
		const day = dayOf();
		const id = day.claim({ space: 'confidential', slots: ['10:00'] });
		day.say('place.refused', { claim: id, why: 'full' }, SERVER);
		expect(day.news()).toEqual([]);
	});

	test('is nobody for a place that was blocked', () => {
		const day = dayOf();
		const id = day.claim({ person: undefined, block: 'Écran' });
		day.say('place.refused', { claim: id, why: 'full' }, SERVER);
		expect(day.news()).toEqual([]);
	});
});

test('what was told is told until it is taken back, however often and in whatever order', () => {
	const told: string[] = [];
	for (let i = 0; i < 3; i += 1)
		for (const back of [false, true]) {
			expect(wordFor({ told }, 'refused', { back: !back })).toBeUndefined();
			told.push(wordFor({ told }, 'refused', { back })!);
			expect(new Set(told).size).toBe(told.length);
			expect(isTold({ told: told.toReversed() }, 'refused')).toBe(!back);
			expect(isTold({ told }, 'moved')).toBe(false);
		}
});
