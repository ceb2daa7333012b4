import type { Draft, Fact, Filed } from '../../src/lib/domain/facts';
import { instantOf } from '../../src/lib/domain/calendar';
import { database, NETWORK_SCOPE, pageKey, type FactId } from '../../src/lib/domain/ids';
import { parseFact } from '../../src/lib/domain/parse';
import type { Course } from '../../src/lib/domain/training/words';
import { enrolLearner } from '../../src/lib/usecases/training/enrol-learner';
import { formGroup } from '../../src/lib/usecases/training/form-group';
import { planSessions } from '../../src/lib/usecases/training/plan-sessions';
import { MURAT, openKiosk } from './kiosk';

export const MONDAY = '2026-11-23';
export const TRAINER = 'p_anne00000000';

export const COURSE: Course = {
	id: 'telework',
	title: 'Formation initiale au télétravail',
	hours: 14,
	offered: true,
	modules: [
		{
			id: 'posture',
			title: 'Poste et ergonomie',
			hours: 7,
			place: 'site',
			objectives: [{ id: 'screen', text: 'Régler son poste' }],
			lessons: [{ id: 'chair', title: 'La chaise' }]
		},
		{
			id: 'security',
			title: 'Sécurité',
			hours: 7,
			place: 'distance',
			objectives: [{ id: 'password', text: 'Choisir un mot de passe' }],
			lessons: [{ id: 'phishing', title: 'L’hameçonnage' }],
			quiz: { id: 'security-quiz', title: 'Sécurité' }
		}
	]
};

/** A trainer's tablet that knows Murat and one course, on a Monday at noon. */
export async function openTablet(start = instantOf(MONDAY, '12:00')) {
	const device = await openKiosk(start);
	const { log } = device;
	await log.configure({ role: 'trainer', trainer: TRAINER });
	const told = (scope: string, kind: string, fields: Draft['fields']): Draft => ({
		day: MONDAY,
		scope,
		db: database.public,
		kind,
		v: 1,
		at: { wall: start },
		by: 'office',
		fields
	});
	await log.commit([], () => ({
		drafts: [
			told('murat', 'centre.described', { centre: MURAT as never }),
			told(NETWORK_SCOPE, 'course.described', { course: COURSE as never })
		],
		result: undefined
	}));
	const written = async (): Promise<readonly Filed[]> =>
		(await log.outbox({ facts: 999, bytes: 9_999_999 })).facts;
	return {
		...device,
		written,
		/** What was written since the tablet was opened, each as it passes the boundary. */
		async kinds(): Promise<readonly string[]> {
			const facts = (await written()).filter(({ fact }) => fact.by !== 'office');
			for (const { db, fact } of facts)
				if (!('fact' in parseFact(fact, db))) throw new Error(JSON.stringify(parseFact(fact, db)));
			return facts.map(({ fact }) => fact.kind);
		},
		session: (id: FactId) => log.page('session', pageKey.session(id)),
		group: (id: FactId) => log.page('group', pageKey.group(id)),
		learner: (person: string) => log.page('learner', pageKey.learner(person)),
		/** What another device has written arrives. */
		async hear(db: string, ...facts: readonly Fact[]) {
			const news = { [db]: { facts, cursor: 'c' } };
			await log.absorb({ sync: 1, now: start, instance: 's', news } as never, {
				receivedAt: start
			});
		}
	};
}
export type Tablet = Awaited<ReturnType<typeof openTablet>>;

/** A group of so many, with one half-day this morning. */
export async function openGroup(learners: number, capacity = 15) {
	const tablet = await openTablet();
	const formed = await formGroup(tablet, {
		...{ course: 'telework', centre: 'murat', title: 'Automne', capacity },
		...{ from: '2026-11-01', to: '2027-01-31' }
	});
	if (!('group' in formed)) throw new Error(JSON.stringify(formed));
	const { group } = formed;
	const people = Array.from(
		{ length: learners },
		(_, i) => `p_learner${String(i).padStart(4, '0')}`
	);
	const enrolments: FactId[] = [];
	for (const [i, person] of people.entries()) {
		const done = await enrolLearner(tablet, { group, person, name: `Personne ${i}` });
		if (!('enrolment' in done)) throw new Error(JSON.stringify(done));
		enrolments.push(done.enrolment);
	}
	const planned = await planSessions(tablet, {
		...{ group, module: 'posture', trainer: TRAINER },
		halfDays: [{ day: MONDAY, half: 'am', hours: 3.5 }]
	});
	if (!('planned' in planned)) throw new Error(JSON.stringify(planned));
	return { tablet, group, people, enrolments, session: planned.planned[0]! };
}
