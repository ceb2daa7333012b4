import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';
import { HEIGHT, OUTLINE, spotOf, SUMMITS, WIDTH } from '../../src/lib/ui/network/chart';
import { BORDER_POINTS } from '../../src/lib/ui/network/outline';

/** Whether a point is within a closed line, by how often a ray from it crosses the line. */
function isWithin(lat: number, lon: number): boolean {
	let inside = false;
	BORDER_POINTS.forEach(([aLat, aLon], i) => {
		const [bLat, bLon] = BORDER_POINTS.at(i - 1)!;
		const crosses = aLat > lat !== bLat > lat;
		if (crosses && lon < aLon + ((bLon - aLon) * (lat - aLat)) / (bLat - aLat)) inside = !inside;
	});
	return inside;
}

const place = fc.record({
	lat: fc.double({ min: 44.6, max: 45.5, noNaN: true }),
	lon: fc.double({ min: 2.0, max: 3.4, noNaN: true })
});

describe('the map of the Cantal', () => {
	test('keeps what is further north higher up, and what is further east further right', () => {
		fc.assert(
			fc.property(place, place, (a, b) => {
				const [one, other] = [spotOf(a), spotOf(b)];
				if (a.lat > b.lat) expect(one.y).toBeLessThanOrEqual(other.y);
				if (a.lon < b.lon) expect(one.x).toBeLessThanOrEqual(other.x);
			})
		);
	});

	test('is as wide for a kilometre as it is high, to a hundredth', () => {
		const perDegree = { lat: 111.1, lon: 111.1 * Math.cos((45.05 * Math.PI) / 180) };
		const [origin, north, east] = [
			spotOf({ lat: 45, lon: 2.5 }),
			spotOf({ lat: 45.3, lon: 2.5 }),
			spotOf({ lat: 45, lon: 2.9 })
		];
		const high = (origin.y - north.y) / (0.3 * perDegree.lat);
		const wide = (east.x - origin.x) / (0.4 * perDegree.lon);
		expect(wide / high).toBeCloseTo(1, 2);
	});

	test('has the border, the seven centres and the summits within its edges', () => {
		const spots = [...BORDER_POINTS.map(([lat, lon]) => ({ lat, lon })), ...SAMPLE_CENTRES].map(
			spotOf
		);
		for (const { x, y } of [...spots, ...SUMMITS.map(({ at }) => at)]) {
			expect(x).toBeGreaterThan(0);
			expect(x).toBeLessThan(WIDTH);
			expect(y).toBeGreaterThan(0);
			expect(y).toBeLessThan(HEIGHT);
		}
		expect(OUTLINE.match(/L/g)).toHaveLength(BORDER_POINTS.length - 1);
	});

	test('has every centre of the Cantal inside the Cantal', () => {
		for (const { name, lat, lon } of SAMPLE_CENTRES)
			expect([name, isWithin(lat, lon)]).toEqual([name, true]);
		// Clermont-Ferrand, Rodez
		expect(isWithin(45.777, 3.087)).toBe(false);
		expect(isWithin(44.35, 2.575)).toBe(false);
	});
});
