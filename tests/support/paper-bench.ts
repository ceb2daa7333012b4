import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { instantOf } from '../../src/lib/domain/calendar';
import type { Centre } from '../../src/lib/domain/centres';
import { rollOf, trainerSignature } from '../../src/lib/domain/training/roll';
import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';
import { language } from '../../src/lib/ui/language.svelte';
import type { Order } from '../../src/lib/ui/training/papers/order';
import type { Files } from '../../src/lib/ui/training/papers/type';
import type { SessionSight } from '../../src/lib/ui/training/session';
import { sealPaper } from '../../src/lib/usecases/training/seal-paper';
import { networkHand } from './network-hand';
import { signingDevice, type SigningDevice } from './signing-device';
import { author, COURSE, groupOf, MONDAY, sessionOf, TRAINER, unsealed } from './training';

const { resolve } = createRequire(import.meta.url);
const font = (family: string, subset: string, weight: number) => async () => {
	const path = resolve(`@fontsource/${family}/files/${family}-${subset}-${weight}-normal.woff`);
	return new Uint8Array(await readFile(path)).buffer;
};
const fonts = (weight: number) => [
	font('atkinson-hyperlegible-next', 'latin', weight),
	font('atkinson-hyperlegible-next', 'latin-ext', weight),
	font('be-vietnam-pro', 'vietnamese', weight)
];
const files: Files = { plain: fonts(400), bold: fonts(700) };

/** One transparent pixel: no canvas here draws what the fonts lack. */
const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64'
);
export const ORIGIN = 'https://telecentres.example';
export const EVENING = instantOf(MONDAY, '18:00');
export const hand = networkHand();

export async function orderOf(device: SigningDevice, more: Partial<Order> = {}): Promise<Order> {
	return {
		...{ files, network: 'Télécentres du Cantal', language: language.current },
		paint: async () => ({ png: PIXEL, width: 300, height: 120 }),
		...{ today: MONDAY, now: EVENING, origin: ORIGIN },
		seal: (sealing) => sealPaper(device, sealing),
		...more
	};
}

export const trainerDevice = () => signingDevice({ role: 'trainer' }, { hand, trainer: TRAINER });
export const MURAT: Centre = SAMPLE_CENTRES.find(({ slug }) => slug === 'murat')!;
export const STROKES = 'M40 100l20 -60l20 60l20 -60l20 60';

export interface Said {
	readonly name: string;
	readonly is?: 'present' | 'late' | 'absent';
	readonly minutes?: number;
	readonly why?: string;
	readonly way?: 'drawn' | 'badge';
	readonly struck?: string;
}

/** A half-day at Murat as a trainer’s device shows it, made fact by fact. */
export function sightOf(people: readonly Said[], { signs = true } = {}): SessionSight {
	const { say, all } = author();
	const formed = say('group.formed', {
		...{ course: COURSE.id, title: 'Automne', capacity: 40, from: MONDAY, to: '2026-12-18' }
	});
	const planned = say('session.planned', {
		...{ course: COURSE.id, module: 'simulation', group: formed._id, half: 'am', hours: 3.5 },
		...{ space: 'training', trainer: TRAINER }
	});
	const names = new Map<string, { name: string }>();
	people.forEach(({ name, is, minutes, why, way, struck }, i) => {
		const person = `p_person${String(i).padStart(4, '0')}`;
		names.set(person, { name });
		say('enrolment.made', { person, course: COURSE.id, group: formed._id });
		if (is) say('attendance.noted', { session: planned._id, person, is, minutes, why });
		if (!way) return;
		const given = say('signature.given', {
			...{ session: planned._id, person, as: 'learner', way },
			...(way === 'drawn' && { strokes: STROKES }),
			...{ when: instantOf(MONDAY, '09:04') + i * 60_000, seal: unsealed(i + 1) }
		});
		if (struck)
			say('signature.struck', { session: planned._id, signature: given._id, person, why: struck });
	});
	if (signs)
		say('signature.given', {
			...{ session: planned._id, person: TRAINER, as: 'trainer', way: 'drawn', strokes: STROKES },
			...{ when: instantOf(MONDAY, '12:31'), seal: unsealed(99) }
		});
	const page = sessionOf(planned._id, all);
	const group = groupOf(formed._id, all);
	const trainerSigned = trainerSignature(page);
	return {
		...{ session: page.session!, page, group, roll: rollOf(page, group), names },
		...{ course: COURSE, centre: MURAT, closures: [], room: { is: 'none' }, fates: new Map() },
		...{ trainers: { [TRAINER]: 'Anne Rigal' }, sessions: [page.session!] },
		...(trainerSigned && { trainerSigned })
	};
}

export const SIX: readonly Said[] = [
	{ name: 'Đỗ Thị Hồng', is: 'present', way: 'drawn' },
	{ name: 'Łukasz Żółć', is: 'late', minutes: 15, way: 'badge' },
	{ name: 'Zoé Œrsted d’Été-Île', is: 'absent', why: 'A prévenu' },
	{ name: 'Ștefan Țepeș', is: 'present', way: 'drawn', struck: 'Mauvaise personne' },
	{ name: 'Ağaoğlu Gökçe', is: 'present' },
	{ name: 'علي حسن', is: 'present', way: 'drawn' }
];
