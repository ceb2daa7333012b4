import { describe, expect, test } from 'vitest';
import type { Device } from '../../src/lib/domain/device';
import type { Fact } from '../../src/lib/domain/facts';
import type { RefusalCode } from '../../src/lib/domain/parse';
import {
	canBeSaidLate,
	helpsWith,
	isThereAlready,
	mayBeSaidAnew,
	saidAnew
} from '../../src/lib/domain/refusals';
import { dayFold } from '../../src/lib/domain/folds/day';

const TODAY = '2026-11-23';
const KIOSK: Device = {
	...{ device: 'newname', formerly: ['oldname'], epoch: 3, seq: 7, count: 40 },
	...{ role: 'kiosk', centre: 'murat', account: 'a_1' }
};
const HOST: Device = { ...KIOSK, role: 'host' };
const PHONE: Device = {
	...{ device: 'phone', epoch: 1, seq: 0, count: 0, role: 'member' },
	...{ account: 'a_2', centre: 'murat', person: 'p_marie0001', own: 'member_0123456789abcdef' }
};

const fact = (kind: string, fields: object, { day = TODAY, by = 'p_marie0001' } = {}): Fact => ({
	_id: `${day}~murat~oldname.1~000004`,
	...{ kind, v: 1, count: 9, at: { wall: 1_000, offset: 90_000, offsetAge: 5 }, by },
	...fields
});
const ARRIVAL = fact('visit.arrived', {
	...{ person: 'p_marie0001', reason: 'work', category: 'independent', closes: 2_000 }
});
const BOOKING = fact('booking.requested', { person: 'p_marie0001', space: 'desk', slots: ['am'] });
const told = (of: Fact, code: RefusalCode, db = 'centre_murat') => ({
	db,
	fact: of,
	why: { code }
});

/** Every reason there is, and what is offered for an arrival refused for it, on a kiosk of the same centre. */
const OFFERED: Readonly<Record<RefusalCode, 'again' | 'otherwise' | 'nothing'>> = {
	malformed: 'nothing',
	'bad-id': 'again',
	'bad-field': 'otherwise',
	'too-large': 'otherwise',
	'no-such-database': 'again',
	'wrong-database': 'again',
	'id-taken': 'again',
	'not-allowed': 'again',
	'not-yours': 'again',
	revoked: 'again',
	forbidden: 'otherwise'
};

describe('what is offered about what was refused', () => {
	for (const [code, offered] of Object.entries(OFFERED) as [RefusalCode, string][])
		test(`${code}: ${offered}`, () => {
			expect(helpsWith({ code })).toEqual({
				again: offered === 'again',
				otherwise: offered === 'otherwise'
			});
			expect(mayBeSaidAnew(told(ARRIVAL, code), KIOSK, TODAY)).toBe(offered === 'again');
		});

	test('a reason of a newer server offers nothing that might do harm', () => {
		const why = { code: 'of-tomorrow' as RefusalCode };
		expect(helpsWith(why)).toEqual({ again: false, otherwise: false });
	});

	test('nothing is said anew by a device that is revoked, nobody’s, or of another centre', () => {
		const why = told(ARRIVAL, 'revoked');
		const { role: _role, centre: _centre, ...nobodys } = KIOSK;
		expect(mayBeSaidAnew(why, { ...KIOSK, revoked: true }, TODAY)).toBe(false);
		expect(mayBeSaidAnew(why, nobodys, TODAY)).toBe(false);
		expect(mayBeSaidAnew(why, { ...KIOSK, centre: 'ydes' }, TODAY)).toBe(false);
	});

	test('what a role may not write is offered once the device has a role that may', () => {
		const registered = fact('person.registered', {
			...{ person: 'p_paul00001', name: 'Paul', category: 'other', rules: '1' }
		});
		const why = told(registered, 'not-allowed', 'people_murat');
		expect(mayBeSaidAnew(why, KIOSK, TODAY)).toBe(false);
		expect(mayBeSaidAnew(why, HOST, TODAY)).toBe(true);
	});

	test('what has the last word on somebody is never said anew: it would undo what came since', () => {
		const coded = fact('person.badged', { person: 'p_paul00001', badge: 'b_0123456789' });
		expect(mayBeSaidAnew(told(coded, 'revoked', 'people_murat'), HOST, TODAY)).toBe(false);
		expect(canBeSaidLate(coded)).toBe(false);
		expect(canBeSaidLate({ kind: 'visit.arrived', v: 2 })).toBe(false);
		expect(canBeSaidLate({ kind: 'place.granted', v: 1 })).toBe(false);
	});

	test('no place is asked for on a day that is over', () => {
		const why = told(BOOKING, 'revoked', PHONE.own);
		expect(mayBeSaidAnew(why, PHONE, TODAY)).toBe(true);
		expect(mayBeSaidAnew(why, PHONE, '2026-11-24')).toBe(false);
	});

	test('a phone that is somebody else’s by now says nothing of who had it before', () => {
		const other = { ...PHONE, person: 'p_paul00001', own: 'member_fedcba9876543210' };
		expect(mayBeSaidAnew(told(BOOKING, 'revoked', PHONE.own), other, TODAY)).toBe(false);
	});

	test('what the app itself finds wrong is not sent a second time', () => {
		const party = { ...ARRIVAL, reason: 'party' };
		expect(mayBeSaidAnew(told(party, 'not-yours'), KIOSK, TODAY)).toBe(false);
		const elsewhere = told(ARRIVAL, 'wrong-database', 'people_murat');
		expect(mayBeSaidAnew(elsewhere, HOST, TODAY)).toBe(false);
		const nameless = { ...ARRIVAL, _id: 'no id at all' };
		expect(mayBeSaidAnew(told(nameless, 'bad-id'), KIOSK, TODAY)).toBe(false);
	});
});

describe('what is said anew', () => {
	test('is what happened, when it happened, of whom: only its id and its author’s name are new', () => {
		expect(saidAnew({ db: 'centre_murat', fact: ARRIVAL }, KIOSK, new Map())).toEqual({
			...{ day: TODAY, scope: 'murat', db: 'centre_murat', kind: 'visit.arrived', v: 1 },
			...{ at: ARRIVAL.at, by: 'p_marie0001' },
			fields: { person: 'p_marie0001', reason: 'work', category: 'independent', closes: 2_000 }
		});
		const own = fact('visit.left', { visit: ARRIVAL._id }, { by: 'oldname' });
		expect(saidAnew({ db: 'centre_murat', fact: own }, KIOSK, new Map()).by).toBe('newname');
	});

	test('names what was said anew with it as it is called now, however deep', () => {
		const now = `${TODAY}~murat~newname.3~000008`;
		const unsaid = fact('attendance.unsaid', { replaces: [ARRIVAL._id, 'other'], session: 's' });
		const { fields } = saidAnew(
			{ db: 'training', fact: unsaid },
			KIOSK,
			new Map([[ARRIVAL._id, now]])
		);
		expect(fields).toEqual({ replaces: [now, 'other'], session: 's' });
	});

	test('an arrival that was noted otherwise in the meantime is no second visit', () => {
		const page = dayFold.empty();
		expect(isThereAlready(ARRIVAL, page)).toBe(false);
		const id = `${TODAY}~murat~other.1~000001`;
		dayFold.add(page, { ...ARRIVAL, _id: id });
		expect(isThereAlready(ARRIVAL, page)).toBe(true);
		dayFold.add(page, fact('visit.undone', { undoes: id }));
		expect(isThereAlready(ARRIVAL, page)).toBe(false);
	});
});
