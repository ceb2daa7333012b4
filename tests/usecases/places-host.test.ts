import { describe, expect, test } from 'vitest';
import { shiftDay } from '../../src/lib/domain/calendar';
import { closuresOf } from '../../src/lib/domain/folds/centre';
import type { FactId } from '../../src/lib/domain/ids';
import { SERVER } from '../../src/lib/domain/places/holders';
import { isTold } from '../../src/lib/domain/places/told';
import { untoldOf } from '../../src/lib/domain/places/untold';
import { standingOf } from '../../src/lib/domain/places/standing';
import { assignPlace } from '../../src/lib/usecases/assign-place';
import { blockPlace } from '../../src/lib/usecases/block-place';
import { cancelPlace } from '../../src/lib/usecases/cancel-place';
import { closeCentre, reopenCentre } from '../../src/lib/usecases/close-centre';
import { keepPlaces } from '../../src/lib/usecases/keep-places';
import { movePlace } from '../../src/lib/usecases/move-place';
import { tellPlace } from '../../src/lib/usecases/tell-place';
import {
	centre,
	DAY,
	given,
	KARIM,
	MARIE,
	NOON,
	openDesk,
	TODAY,
	unitOf
} from '../support/host-desk';
import { MURAT } from '../support/kiosk';

describe('a place for somebody', () => {
	test('is asked of whoever holds it, and is not confirmed before that one has answered', async () => {
		const desk = await openDesk();
		const asked = await desk.give(MARIE, 'desk-3');
		expect(asked).toMatchObject({ to: SERVER });
		const claim = (asked as { claim: FactId }).claim;
		expect(standingOf(await desk.claim(claim))).toBe('requested');
		await desk.answered();
		expect(standingOf(await desk.claim(claim))).toBe('confirmed');
		expect(await unitOf(desk, claim)).toBe('desk-3');
	});

	test('at a desk that is kept for walk-ins is asked of its kiosk, not of the server', async () => {
		const desk = await openDesk();
		const rights = [['desk-1', 'am', 0]];
		await desk.hear(desk.says([{ kind: 'place.transferred', fields: { rights, to: 'kiosk1.1' } }]));
		const asked = await desk.give(MARIE, 'desk-1');
		expect(asked).toMatchObject({ to: 'kiosk1.1' });
		await desk.answered();
		const { claim } = asked as { claim: FactId };
		expect(standingOf(await desk.claim(claim))).toBe('requested');
		expect(await desk.give(KARIM, 'desk-1', ['am', 'pm'])).toEqual({ problem: 'two-holders' });
	});

	test.each([
		['that somebody has', 'desk-3', ['am'], KARIM, 'taken'],
		['while she has another then', 'desk-4', ['am'], MARIE, 'overlap'],
		['that the centre does not have', 'desk-9', ['am'], KARIM, 'unknown-space'],
		['for no time at all', 'desk-4', [], KARIM, 'no-time'],
		['of the wrong sort of time', 'desk-4', ['09:00'], KARIM, 'too-long']
	])('%s is not even asked for', async (_, unit, slots, person, problem) => {
		const desk = await openDesk();
		await given(desk);
		const before = await desk.waiting();
		expect(await desk.give(person, unit, slots)).toEqual({ problem });
		expect(await desk.waiting()).toEqual(before);
	});

	test('in the past, beyond the horizon or on a day of rest is not asked for', async () => {
		const desk = await openDesk();
		const on = (day: string) =>
			assignPlace(desk, { centre, day, person: MARIE, unit: 'desk-1', slots: ['am'] });
		expect(await on(shiftDay(TODAY, -1))).toEqual({ problem: 'past' });
		expect(await on(shiftDay(TODAY, 61))).toEqual({ problem: 'too-far' });
		expect(await on('2026-11-28')).toEqual({ problem: 'closed' });
	});

	test('taken back at once is free again, and is news to nobody', async () => {
		const desk = await openDesk();
		const claim = await given(desk);
		expect(await cancelPlace(desk, { claim, justMade: true })).toEqual({ cancelled: true });
		await desk.answered();
		expect((await desk.claim(claim)).held).toBeUndefined();
		const premise = { centre: MURAT, closures: [], day: DAY };
		expect(untoldOf(await desk.page(), premise)).toEqual([]);
		expect(await desk.give(KARIM, 'desk-3')).toMatchObject({ to: SERVER });
	});
});

describe('moving somebody', () => {
	test('wants a reason', async () => {
		const desk = await openDesk();
		const claim = await given(desk);
		const move = { claim, unit: 'desk-5', slots: ['am'], reason: '  ' };
		expect(await movePlace(desk, move)).toEqual({ problem: 'no-reason' });
	});

	test('leaves them their place until the other is theirs, and then has them told why', async () => {
		const desk = await openDesk();
		const claim = await given(desk);
		const moved = await movePlace(desk, {
			claim,
			unit: 'desk-5',
			slots: ['am'],
			reason: 'Chaise cassée'
		});
		expect(await unitOf(desk, claim)).toBe('desk-3');
		await desk.answered();
		const { claim: after } = moved as { claim: FactId };
		expect(standingOf(await desk.claim(claim))).toBe('replaced');
		expect(await unitOf(desk, after)).toBe('desk-5');
		const premise = { centre: MURAT, closures: [], day: DAY };
		expect(untoldOf(await desk.page(), premise)).toMatchObject([
			{ of: 'confirmed', reason: 'Chaise cassée', claim: { person: MARIE } }
		]);
	});

	test('can be taken back before anybody has answered: they end where they began', async () => {
		const desk = await openDesk();
		const claim = await given(desk);
		const to = { unit: 'desk-5', slots: ['am'], reason: 'Chaise cassée' };
		const moved = (await movePlace(desk, { claim, ...to })) as { claim: FactId };
		const home = { claim: moved.claim, unit: 'desk-3', slots: ['am'], reason: 'retour' };
		const back = (await movePlace(desk, home)) as { claim: FactId };
		await desk.answered();
		expect(await unitOf(desk, back.claim)).toBe('desk-3');
		const { claims } = await desk.page();
		expect(Object.values(claims).filter(({ held }) => held)).toHaveLength(1);
	});

	test('back is said to be impossible where the place before is somebody else’s by now', async () => {
		const desk = await openDesk();
		const claim = await given(desk);
		const to = { unit: 'desk-5', slots: ['am'], reason: 'Chaise cassée' };
		const moved = (await movePlace(desk, { claim, ...to })) as { claim: FactId };
		await desk.answered();
		await given(desk, KARIM, 'desk-3');
		const home = { claim: moved.claim, unit: 'desk-3', slots: ['am'], reason: 'retour' };
		expect(await movePlace(desk, home)).toEqual({ problem: 'taken' });
		expect(await unitOf(desk, moved.claim)).toBe('desk-5');
	});
});

describe('ending and blocking', () => {
	test('a place is not taken from somebody without a reason; with one, they are to be told', async () => {
		const desk = await openDesk();
		const claim = await given(desk);
		expect(await cancelPlace(desk, { claim })).toEqual({ problem: 'no-reason' });
		expect(await cancelPlace(desk, { claim, reason: 'Fuite d’eau' })).toEqual({ cancelled: true });
		expect(await cancelPlace(desk, { claim, reason: 'encore' })).toEqual({ cancelled: false });
		expect((await desk.claim(claim)).cancelled).toMatchObject({
			reason: 'Fuite d’eau',
			said: { at: NOON }
		});
		const premise = { centre: MURAT, closures: [], day: DAY };
		expect(untoldOf(await desk.page(), premise)).toMatchObject([
			{ of: 'cancelled', reason: 'Fuite d’eau' }
		]);
		await desk.answered();
		// Given to them again, there is nothing left to tell.
		const again = { centre, day: DAY, person: MARIE, unit: 'desk-3', slots: ['am'] };
		await assignPlace(desk, { ...again, replaces: claim });
		await desk.answered();
		expect(untoldOf(await desk.page(), premise)).toEqual([]);
	});

	test('a cancelled place can be had back before its holder has even heard that it was cancelled', async () => {
		const desk = await openDesk();
		const claim = await given(desk);
		await cancelPlace(desk, { claim, reason: 'Fuite d’eau' });
		const again = { centre, day: DAY, person: MARIE, unit: 'desk-3', slots: ['am'] };
		const back = (await assignPlace(desk, { ...again, replaces: claim })) as { claim: FactId };
		await desk.answered();
		expect(await unitOf(desk, back.claim)).toBe('desk-3');
		expect((await desk.claim(claim)).held).toBeUndefined();
	});

	test('a blocked unit is nobody’s until it is unblocked, which wants no reason', async () => {
		const desk = await openDesk();
		const at = { centre, day: DAY, unit: 'desk-2', slots: ['am', 'pm'] };
		expect(await blockPlace(desk, { ...at, why: '' })).toEqual({ problem: 'no-reason' });
		const { claim } = (await blockPlace(desk, { ...at, why: 'Écran en panne' })) as {
			claim: FactId;
		};
		await desk.answered();
		expect(await desk.give(MARIE, 'desk-2')).toEqual({ problem: 'taken' });
		expect(await cancelPlace(desk, { claim })).toEqual({ cancelled: true });
		await desk.answered();
		expect(await desk.give(MARIE, 'desk-2')).toMatchObject({ to: SERVER });
	});
});

describe('a closed day', () => {
	test('takes no place away: what was confirmed is told, and good again on reopening', async () => {
		const desk = await openDesk();
		const claim = await given(desk);
		const closing = { centre, from: DAY, to: DAY, why: 'Neige' };
		const { closure } = (await closeCentre(desk, closing)) as { closure: FactId };
		expect(await desk.give(KARIM, 'desk-4')).toEqual({ problem: 'closed' });
		expect(standingOf(await desk.claim(claim))).toBe('confirmed');
		const told = async () =>
			untoldOf(await desk.page(), {
				centre: MURAT,
				closures: closuresOf(await desk.about()),
				day: DAY
			});
		expect(await told()).toMatchObject([{ of: 'closed', reason: 'Neige' }]);
		const tell = async (): Promise<void> => {
			for (const { words } of await told()) await tellPlace(desk, { claim, words });
			expect(await told()).toEqual([]);
		};
		await tell();
		expect(await reopenCentre(desk, closure)).toEqual({ reopened: true });
		expect(await reopenCentre(desk, closure)).toEqual({ reopened: false });
		expect(await told()).toMatchObject([{ of: 'reopened' }]);
		await tell();
		const again = (await closeCentre(desk, closing)) as { closure: FactId };
		expect(await told()).toMatchObject([{ of: 'closed', reason: 'Neige' }]);
		const [{ words } = { words: [] }] = await told();
		await tell();
		await tellPlace(desk, { claim, words, back: true });
		expect(await told()).toMatchObject([{ of: 'closed' }]);
		await tell();
		await reopenCentre(desk, again.closure);
		expect(await told()).toMatchObject([{ of: 'reopened' }]);
		expect(await desk.give(KARIM, 'desk-4')).toMatchObject({ to: SERVER });
	});

	test.each([
		[{ from: DAY, to: DAY, why: ' ' }, 'no-reason'],
		[{ from: '', to: DAY, why: 'Neige' }, 'no-day'],
		[{ from: shiftDay(DAY, 1), to: DAY, why: 'Neige' }, 'backwards'],
		[{ from: '2026-11-01', to: '2026-11-22', why: 'Neige' }, 'past']
	])('%j is said to be wrong, and nothing is written', async (closing, problem) => {
		const desk = await openDesk();
		const before = await desk.waiting();
		expect(await closeCentre(desk, { centre, ...closing })).toEqual({ problem });
		expect(await desk.waiting()).toEqual(before);
	});
});

test('telling somebody can be taken back, and said again', async () => {
	const desk = await openDesk();
	const claim = await given(desk);
	await cancelPlace(desk, { claim, reason: 'Fuite d’eau' });
	const of = 'cancelled';
	for (const back of [false, true, false, true]) {
		expect(await tellPlace(desk, { claim, words: [of], back })).toEqual({ told: true });
		expect(await tellPlace(desk, { claim, words: [of], back })).toEqual({ told: false });
		expect(isTold(await desk.claim(claim), of)).toBe(!back);
	}
});

test('places kept for who walks in are never more than there are, and can be as they were before', async () => {
	const desk = await openDesk();
	const keep = (desks: number) => keepPlaces(desk, { centre, kept: { desk: desks } });
	expect(await keep(7)).toEqual({ problem: 'too-many' });
	expect(await keep(-1)).toEqual({ problem: 'no-number' });
	expect(await keep(1.5)).toEqual({ problem: 'no-number' });
	expect(await keep(5)).toEqual({ kept: true, before: { desk: 3 } });
	expect(await keep(5)).toEqual({ kept: false, before: { desk: 5 } });
	expect((await desk.about()).kept).toEqual({ desk: 5 });
});
