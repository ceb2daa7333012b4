import { local, shiftDay } from '../../src/lib/domain/calendar';
import type { Centre } from '../../src/lib/domain/centres';
import { certificateText } from '../../src/lib/domain/accounts';
import { allocate } from '../../src/lib/domain/device';
import type { Draft, Fact, Filed, Json } from '../../src/lib/domain/facts';
import { database, NETWORK_SCOPE, type Day, type FactId } from '../../src/lib/domain/ids';
import { HALVES, type Half } from '../../src/lib/domain/training/kinds';
import type { Course, Quiz } from '../../src/lib/domain/training/words';
import type { Doc, Store } from '../../src/lib/server/store/store';
import type { Keys } from '../../src/lib/ports/keys';
import { handIn, keyChest, seededHand, seededKeys, type KeyChest } from '../support/seeded-hand';
import type { Life } from './life';
import type { Plan, Planned } from './network';
import { seeded, type Seeded } from './seeded';

/**
 * What is there to be learned in a history, who teaches it and who follows it. It
 * has random numbers of its own, so that a history without it goes as it went.
 */
export interface Training {
	readonly centre: Centre;
	readonly course: Course;
	readonly quiz: Quiz & { readonly id: string; readonly of: FactId };
	readonly group: FactId;
	/** Who may turn up: those who are enrolled, and some who are not. */
	readonly learners: readonly string[];
	/** Who trains, by the account of the device they train with. */
	readonly trainers: ReadonlyMap<string, string>;
	/** Accounts one of whose devices may rightly have signed twice at one place: its disk was put back or copied. */
	readonly doubted: Set<string>;
}

/** Histories in which somebody is trained. */
export const isTrained = (seed: number): boolean => seed % 5 === 2;

/** The network's hand, the same in every history: mistakes made on purpose may borrow it. */
export const NETWORK = seededHand('the network');

/** What a device signs with, where its disk does not come. */
export interface DeviceHand {
	readonly papers: { readonly networkKey: string; readonly certificate: string };
	/** Who trains with it. */
	readonly trainer?: string;
	/** For one tab; signing takes a while, and the tab may die of it. */
	keys(life: Life): Keys;
	/** Its disk is no longer what it was. */
	doubted(): void;
}

export function handOf(training: Training | undefined, { at: _at, ...as }: Planned): DeviceHand {
	const chest: KeyChest = keyChest(as.account);
	const trainer = training?.trainers.get(as.account);
	return {
		// Where nobody is trained nobody signs, and no device has papers.
		papers: training
			? {
					networkKey: NETWORK.publicKey,
					certificate: NETWORK.sign(certificateText(as, handIn(chest).publicKey))
				}
			: { networkKey: '', certificate: '' },
		...(trainer !== undefined && { trainer }),
		keys(life) {
			const keys = seededKeys(chest);
			return {
				...keys,
				async sign(text) {
					await life.step('sign');
					return keys.sign(text);
				}
			};
		},
		doubted: () => void training?.doubted.add(as.account)
	};
}

const COURSE: Course = {
	id: 'bases',
	title: 'Les bases du télétravail',
	hours: 14,
	offered: true,
	modules: [
		{
			id: 'posture',
			title: 'Le poste de travail',
			hours: 7,
			place: 'site',
			objectives: [
				{ id: 'chair', text: 'Régler son siège' },
				{ id: 'screen', text: 'Placer son écran' }
			],
			lessons: [
				{ id: 'sitting', title: 'S’asseoir' },
				{ id: 'light', title: 'La lumière' }
			],
			quiz: { id: 'posture-quiz', title: 'Faites le point' }
		},
		{
			id: 'security',
			title: 'La sécurité',
			hours: 7,
			place: 'distance',
			objectives: [{ id: 'password', text: 'Choisir un mot de passe' }],
			lessons: [{ id: 'phishing', title: 'L’hameçonnage' }]
		}
	]
};

const question = (id: string): Quiz['questions'][number] => ({
	id,
	text: `Question ${id}`,
	choices: [
		{ id: 'yes', text: 'Oui' },
		{ id: 'no', text: 'Non' }
	],
	right: ['yes']
});
const QUIZ: Quiz = {
	title: 'Faites le point',
	pass: 2,
	questions: ['a', 'b', 'c'].map(question)
};

/** Half-days from the first day on: two that are over or run, and some to come. */
const PLANNED: readonly (readonly [number, Half])[] = [
	[-1, 'am'],
	[0, 'am'],
	[0, 'pm'],
	[1, 'am'],
	[8, 'pm']
];

/** Training for a plan, with the devices it brings and what a coordinator has written down before. */
export function trainingFor(
	seed: number,
	plan: Plan,
	now: number
): { training: Training; devices: readonly Planned[]; filed: readonly Filed[] } | undefined {
	if (!isTrained(seed)) return undefined;
	const random = seeded(seed, 'training');
	const centre = plan.centres.at(-1)!;
	const people = [0, 1].map(() => `p_${random.text(12)}`);
	const trainers = new Map([['trainer-a', people[0]!]]);
	// Another trainer, or the tablet and the PC of one.
	if (random.chance(0.6)) trainers.set('trainer-b', random.pick(people));
	const { day } = local(now);
	const write = author();
	const network = { day, scope: NETWORK_SCOPE };
	const here = { day, scope: centre.slug };
	write(database.public, 'course.described', network, { course: COURSE as unknown as Json });
	for (const { id: lesson, title } of COURSE.modules.flatMap(({ lessons }) => lessons))
		write(database.training, 'lesson.written', network, {
			...{ course: COURSE.id, lesson, title, text: `# ${title}` }
		});
	const id = COURSE.modules[0]!.quiz!.id;
	const of = write(database.training, 'quiz.written', network, {
		...{ course: COURSE.id, quiz: id },
		...(QUIZ as unknown as Record<string, Json>)
	});
	for (const trainer of new Set(trainers.values()))
		write(database.training, 'trainer.introduced', network, { trainer, name: 'Claire V.' });
	const capacity = random.between(2, 4);
	const group = write(database.training, 'group.formed', here, {
		...{ course: COURSE.id, title: 'Automne', capacity },
		...{ from: shiftDay(day, -1), to: shiftDay(day, 60) }
	});
	const enrolled = plan.people.slice(0, random.between(capacity - 1, capacity + 1));
	for (const [i, person] of enrolled.entries()) {
		write(database.learners, 'learner.introduced', here, { person, name: `Personne ${i}` });
		write(database.training, 'enrolment.made', here, { person, course: COURSE.id, group });
	}
	for (const [after, half] of PLANNED)
		write(
			database.public,
			'session.planned',
			{ ...here, day: shiftDay(day, after) },
			{
				...{ course: COURSE.id, module: random.pick(COURSE.modules).id, group, half, hours: 3.5 },
				...(random.chance(0.5) && { space: 'meeting' }),
				trainer: random.pick([...trainers.values()])
			}
		);
	return {
		training: {
			...{ centre, course: COURSE, quiz: { ...QUIZ, id, of }, group },
			...{ learners: plan.people, trainers, doubted: new Set() }
		},
		devices: [...trainers.keys()].map((account) => ({ role: 'trainer', account, at: centre })),
		filed: write.filed
	};
}

/** Writes facts one after the other, as a device that nobody has in their hands. */
function author() {
	let device = { device: 'sampletraining', epoch: 1, seq: 0, count: 0 };
	const filed: Filed[] = [];
	const write = (
		db: string,
		kind: string,
		{ day, scope }: { readonly day: Day; readonly scope: string },
		fields: Draft['fields']
	): FactId => {
		const at = { wall: Date.parse(`${day}T06:00:00Z`) };
		const drafts = [{ ...{ day, scope, db, kind, v: 1, at, by: 'sampletraining', fields } }];
		const allocated = allocate(device, drafts);
		device = allocated.device;
		const [fact] = allocated.facts as [Fact];
		filed.push({ db, fact });
		return fact._id;
	};
	return Object.assign(write, { filed: filed as readonly Filed[] });
}

export async function fileAll(store: Store, filed: readonly Filed[]): Promise<void> {
	for (const { db, fact } of filed) await store.insert(db, [fact as unknown as Doc]);
}

export const someHalf = (random: Seeded): Half => random.pick(HALVES);
