import { factId } from '../../src/lib/domain/ids';
import { canonical, type Fact, type Json } from '../../src/lib/domain/facts';
import type { GroupPage, Group } from '../../src/lib/domain/folds/group';
import type { LearnerPage } from '../../src/lib/domain/folds/learner';
import type { SessionPage } from '../../src/lib/domain/folds/session';
import { foldPage } from '../../src/lib/domain/pages';
import { parseFact } from '../../src/lib/domain/parse';
import { pageKey } from '../../src/lib/domain/ids';
import type { Course, Seal, Session } from '../../src/lib/domain/training/words';

/** Training at Murat, made fact by fact: what a test says is what happened. */

export const CENTRE = 'murat';
export const MONDAY = '2026-11-23';
export const ANNE = 'p_anne000001';
export const BRUNO = 'p_bruno00001';
export const CHLOE = 'p_chloe00001';
export const TRAINER = 'p_trainer001';

export const COURSE: Course = {
	id: 'telework',
	title: 'Devenir télétravailleur',
	hours: 21,
	offered: true,
	modules: [
		{
			id: 'posture',
			title: 'Poste et ergonomie',
			hours: 7,
			place: 'distance',
			objectives: [{ id: 'chair', text: 'Régler son siège' }],
			lessons: [
				{ id: 'sitting', title: 'S’asseoir' },
				{ id: 'screens', title: 'Les écrans' }
			],
			quiz: { id: 'posture-quiz', title: 'Faites le point' }
		},
		{
			id: 'simulation',
			title: 'Simulations',
			hours: 7,
			place: 'site',
			objectives: [{ id: 'call', text: 'Tenir une réunion à distance' }],
			lessons: []
		},
		{
			id: 'offer',
			title: 'Offre et prix',
			hours: 7,
			place: 'distance',
			objectives: [],
			lessons: [{ id: 'prices', title: 'Fixer un prix' }]
		}
	]
};

/** Facts of one author, each counting above the one before. */
export function author(device = 't9d1', start = 0) {
	let seq = 0;
	let count = start;
	const all: Fact[] = [];
	const say = (kind: string, fields: Record<string, unknown>, of: { day?: string } = {}): Fact => {
		seq += 1;
		count += 1;
		const { day = MONDAY } = of;
		const _id = factId({ day, scope: CENTRE, device, epoch: 1, seq });
		const at = { wall: Date.parse(`${day}T10:00:00Z`) + seq };
		const fact = { _id, kind, v: 1, count, at, by: device, ...fields } as Fact;
		all.push(fact);
		return fact;
	};
	return { say, all };
}

/** As it travels: what JSON keeps, checked as at every boundary. */
export function sent(fact: Fact, db = 'training'): Fact {
	const parsed = parseFact(JSON.parse(JSON.stringify(fact)) as Json, db);
	if (!('fact' in parsed)) throw new Error(canonical(parsed.refused));
	return parsed.fact;
}

export const learnerOf = (person: string, facts: readonly Fact[]): LearnerPage =>
	foldPage(pageKey.learner(person), facts).value as LearnerPage;
export const sessionOf = (session: string, facts: readonly Fact[]): SessionPage =>
	foldPage(pageKey.session(session), facts).value as SessionPage;
export const groupOf = (group: string, facts: readonly Fact[]): GroupPage =>
	foldPage(pageKey.group(group), facts).value as GroupPage;

export const GROUP = `${MONDAY}~${CENTRE}~grp1.1~000001`;
export const group = (more: Partial<Group> = {}): Group => ({
	id: GROUP,
	centre: CENTRE,
	course: COURSE.id,
	title: 'Automne',
	capacity: 12,
	from: MONDAY,
	to: '2026-12-18',
	...more
});

export const session = (n: number, more: Partial<Session> = {}): Session => ({
	id: `${more.day ?? MONDAY}~${CENTRE}~plan.1~${String(n).padStart(6, '0')}`,
	centre: CENTRE,
	day: MONDAY,
	half: 'am',
	course: COURSE.id,
	group: GROUP,
	module: 'simulation',
	hours: 3.5,
	space: 'training',
	trainer: TRAINER,
	...more
});

/** A seal with the right shape and nobody’s hand. */
export const unsealed = (n = 1, more: Partial<Seal> = {}): Seal => ({
	chain: 'a_kiosk',
	role: 'kiosk',
	centre: CENTRE,
	key: 'k'.repeat(87),
	certificate: 'c'.repeat(86),
	n,
	signature: String(n).padStart(86, 's'),
	...more
});
