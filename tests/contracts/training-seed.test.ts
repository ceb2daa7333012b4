import { expect, test } from 'vitest';
import { parseFact } from '../../src/lib/domain/parse';
import { pageKey, reportId } from '../../src/lib/domain/ids';
import { foldPage, type AgendaPage } from '../../src/lib/domain/pages';
import { seedSampleNetwork } from '../../src/lib/server/seed';
import type { SampleCourse } from '../../src/lib/server/seed-training';
import { SAMPLE_PERSON } from '../../src/lib/server/sample-network';
import { asFact } from '../../src/lib/server/store/store';
import { emptyStore, openMemoryStore } from '../support/memory-store';
import { contents, factsIn, NOON, openNetwork } from './relay-bench';
import { COURSE } from './training-bench';

const QUESTION = {
	id: 'a',
	text: '?',
	choices: [
		{ id: 'x', text: 'x' },
		{ id: 'y', text: 'y' }
	]
};
const COURSES = [
	{
		course: { ...COURSE, sample: true },
		lessons: [
			{ id: 'siege', title: 'Le siège', text: 'Droit.' },
			{ id: 'contrat', title: 'Le contrat', text: 'Écrit.' }
		],
		quizzes: [
			{ id: 'q-poste', title: 'Le poste', pass: 1, questions: [{ ...QUESTION, right: ['x'] }] }
		]
	}
] as unknown as readonly SampleCourse[];

const seeded = async () => {
	const network = openNetwork(openMemoryStore(emptyStore()));
	const seed = () => seedSampleNetwork(network.store, network.clock, async () => COURSES);
	await seed();
	return { network, seed };
};

test('the sample network has a group at Murat in the middle of a course, in facts any device could have written', async () => {
	const { network } = await seeded();
	const { store } = network;
	let facts = 0;
	for (const db of ['public', 'training', 'learners']) {
		for (const doc of await factsIn(store, db)) expect(parseFact(doc, db)).toHaveProperty('fact');
		facts += (await factsIn(store, db)).filter(({ _id }) => _id.includes('sampletraining')).length;
	}
	expect(facts).toBeLessThanOrEqual(150);
	await network.settle();
	const planned = (await factsIn(store, 'public')).map(asFact);
	const { sessions } = foldPage(pageKey.agenda('2026-11'), planned).value as AgendaPage;
	const today = Object.values(sessions).filter(({ day }) => day === '2026-11-23');
	expect(today.length).toBeGreaterThan(0);
	for (const { id } of today)
		expect(await network.body('roster_murat', reportId.session('2026-11-23', id))).toMatchObject({
			people: expect.arrayContaining([SAMPLE_PERSON.person])
		});
	const rooms = await store.range('training', 'report~room~', 'report~room~\uffff');
	expect(rooms.length).toBeGreaterThan(5);
	expect(new Set(rooms.map((room) => room['is']))).toEqual(new Set(['confirmed']));
	expect(await store.range('ops', 'alarm~', 'alarm~\uffff')).toEqual([]);
});

test('another start, and one a day later, adds nothing', async () => {
	const { network, seed } = await seeded();
	const before = await contents(network.store);
	await seed();
	network.clock.set(NOON + 86_400_000);
	await seed();
	expect(await contents(network.store)).toEqual(before);
});
