import { describe, expect, test } from 'vitest';
import type { Claim } from '../../src/lib/domain/folds/ledger';
import { isLive, isOver, standingOf, type Standing } from '../../src/lib/domain/places/standing';

const wish: Claim = { id: 'x', space: 'desk', slots: ['am'], to: 'server', count: 1 };
const held = [['desk-1', 'am', 0]] as const;
const cancelled = (why: 'owner' | 'host' | 'left' | 'replaced') => ({ why, by: 'y' });

describe('how a claim stands', () => {
	test.each<[Standing, string, Partial<Claim>]>([
		['requested', 'nobody has answered', {}],
		['confirmed', 'it has a place', { held }],
		['confirmed', 'it is believed to have one', { held, unproven: true }],
		['offered', 'a place is held for a while', { held, offer: 1 }],
		['confirmed', 'the offer was accepted', { held, offer: 1, accepted: true }],
		['requested', 'a yes came before any offer', { accepted: true }],
		['waitlisted', 'it is full and they wait', { refused: 'full', waiting: true }],
		['refused', 'it is full and they do not wait', { refused: 'full' }],
		['moved', 'another has what they were given', { displaced: 'twice' }],
		['moved', 'no other was found', { displaced: 'fenced', refused: 'full' }],
		[
			'cancelled',
			'they gave it back and the holder has not said so yet',
			{ held, cancelled: cancelled('owner') }
		],
		['cancelled', 'a host took it back', { cancelled: cancelled('host'), released: 'cancelled' }],
		['cancelled', 'they gave it up before they were answered', { cancelled: cancelled('owner') }],
		['cancelled', 'they stopped waiting', { waiting: true, cancelled: cancelled('owner') }],
		[
			'cancelled',
			'they gave up what had moved',
			{ displaced: 'twice', cancelled: cancelled('owner') }
		],
		[
			'replaced',
			'another took its place',
			{ cancelled: cancelled('replaced'), released: 'replaced' }
		],
		['ended', 'they have left', { held, cancelled: cancelled('left') }],
		['no-show', 'they did not come', { released: 'no-show' }]
	])('%s, where %s', (standing, _, more) => {
		const claim = { ...wish, ...more };
		expect(standingOf(claim)).toBe(standing);
		expect(isLive(claim)).toBe(standing === 'confirmed');
		const goesOn = ['requested', 'confirmed', 'offered', 'waitlisted', 'moved'].includes(standing);
		expect(isOver(standing)).toBe(!goesOn);
	});
});
