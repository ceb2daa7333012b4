import { BORDER_POINTS } from './outline';

/**
 * The Cantal on paper, 760 × 700. Border, centres and summits are where they are. Heights
 * are a hint, drawn by hand; rivers are led through villages they pass, no closer than that.
 */
export const WIDTH = 760;
export const HEIGHT = 700;

const WEST = 1.98;
const NORTH = 45.52;
/** Pixels for one degree of latitude; one of longitude is shorter at 45°. */
const SCALE = 770;
const SQUEEZE = Math.cos((45.05 * Math.PI) / 180);

export interface Spot {
	readonly x: number;
	readonly y: number;
}

export const spotOf = ({ lat, lon }: { lat: number; lon: number }): Spot => ({
	x: Math.round((lon - WEST) * SCALE * SQUEEZE * 10) / 10,
	y: Math.round((NORTH - lat) * SCALE * 10) / 10
});

type Point = readonly [lat: number, lon: number];

const spot = ([lat, lon]: Point): Spot => spotOf({ lat, lon });

/** A closed line through the points, rounded as a hand would (Catmull–Rom, as Bézier curves). */
function round(points: readonly Point[], closed: boolean): string {
	const spots = points.map(spot);
	const at = (i: number): Spot =>
		closed
			? spots[(i + spots.length) % spots.length]!
			: spots[Math.min(spots.length - 1, Math.max(0, i))]!;
	const last = closed ? spots.length : spots.length - 1;
	const line = [`M${at(0).x} ${at(0).y}`];
	for (let i = 0; i < last; i += 1) {
		const [before, from, to, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
		const bend = (a: number, b: number, c: number): number =>
			Math.round((b + (c - a) / 6) * 10) / 10;
		line.push(
			`C${bend(before.x, from.x, to.x)} ${bend(before.y, from.y, to.y)} ` +
				`${bend(after.x, to.x, from.x)} ${bend(after.y, to.y, from.y)} ${to.x} ${to.y}`
		);
	}
	return line.join('') + (closed ? 'Z' : '');
}

/** Straight from point to point: a border of so many turns needs no rounding. */
export const OUTLINE = `M${BORDER_POINTS.map(spot)
	.map(({ x, y }) => `${x} ${y}`)
	.join('L')}Z`;

/** The old volcano in four steps of height, from the high plateaux to the summits. */
export const HEIGHTS: readonly string[] = [
	[
		[45.36, 2.72],
		[45.3, 2.95],
		[45.17, 3.05],
		[45.05, 3.0],
		[44.93, 2.92],
		[44.92, 2.74],
		[44.98, 2.55],
		[45.08, 2.46],
		[45.22, 2.52]
	],
	[
		[45.24, 2.68],
		[45.21, 2.84],
		[45.12, 2.92],
		[45.02, 2.88],
		[44.97, 2.76],
		[45.01, 2.62],
		[45.1, 2.55],
		[45.18, 2.58]
	],
	[
		[45.17, 2.66],
		[45.15, 2.78],
		[45.08, 2.84],
		[45.03, 2.78],
		[45.04, 2.68],
		[45.1, 2.61]
	],
	[
		[45.13, 2.66],
		[45.11, 2.74],
		[45.06, 2.79],
		[45.05, 2.74],
		[45.08, 2.66]
	]
].map((points) => round(points as unknown as Point[], true));

/** Another high country, in the south-east: the Aubrac and the Margeride. */
export const PLATEAUX: readonly string[] = [
	[
		[44.78, 2.98],
		[44.8, 3.08],
		[44.72, 3.07],
		[44.69, 3.0]
	],
	[
		[45.1, 3.22],
		[45.0, 3.31],
		[44.93, 3.24],
		[45.02, 3.19]
	]
].map((points) => round(points as unknown as Point[], true));

/** Rivers leave the summits like the spokes of a wheel. */
export const RIVERS: readonly string[] = [
	// Cère: Saint-Jacques-des-Blats, Thiézac, Polminhac, Arpajon, Lacapelle-Viescamp, Laroquebrou
	[
		[45.07, 2.72],
		[45.02, 2.66],
		[44.96, 2.57],
		[44.9, 2.45],
		[44.92, 2.28],
		[44.97, 2.19],
		[44.95, 2.07]
	],
	// Jordanne: Mandailles, Saint-Cirgues, Saint-Simon, Aurillac
	[
		[45.09, 2.68],
		[45.03, 2.57],
		[44.97, 2.48],
		[44.91, 2.43]
	],
	// Alagnon: Laveissière, Murat, Neussargues, Molompize, Massiac
	[
		[45.08, 2.77],
		[45.1, 2.87],
		[45.17, 2.98],
		[45.23, 3.12],
		[45.25, 3.2],
		[45.31, 3.21]
	],
	// Maronne: Fontanges, Saint-Martin-Valmeroux, Saint-Martin-Cantalès
	[
		[45.12, 2.63],
		[45.12, 2.49],
		[45.1, 2.34],
		[45.06, 2.16]
	],
	// Petite Rhue and Rhue: Le Claux, Cheylade, towards Bort
	[
		[45.14, 2.7],
		[45.24, 2.74],
		[45.33, 2.66],
		[45.38, 2.5]
	],
	// Truyère: Chaliers, Garabit, Alleuze, Lanau, Espinasse, Sarrans
	[
		[44.87, 3.32],
		[44.95, 3.24],
		[44.97, 3.18],
		[44.93, 3.09],
		[44.89, 3.02],
		[44.87, 2.93],
		[44.83, 2.74]
	],
	// Sumène: Menet, Vebret, Ydes, Bassignac
	[
		[45.3, 2.59],
		[45.345, 2.53],
		[45.343, 2.45],
		[45.31, 2.41],
		[45.27, 2.35]
	]
].map((points) => round(points as unknown as Point[], false));

export const SUMMITS: readonly {
	readonly name: string;
	readonly at: Spot;
	readonly label: Spot;
}[] = [
	{ name: 'Puy Mary', at: spot([45.109, 2.676]), label: { x: -52, y: -16 } },
	{ name: 'Plomb du Cantal', at: spot([45.058, 2.761]), label: { x: 8, y: 30 } }
];

/** On which side of its mark a centre's name stands, where the right is taken. */
export const NAME_SIDE: Readonly<Record<string, 'left' | 'above' | 'below'>> = {
	ydes: 'below',
	'saint-flour': 'below',
	'chaudes-aigues': 'below',
	montmurat: 'above'
};
