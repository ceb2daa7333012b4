import { local } from '../../../src/lib/domain/calendar';
import { pageKey, partsOf, type FactId } from '../../../src/lib/domain/ids';
import { ATTENDANCES, LEVELS } from '../../../src/lib/domain/training/kinds';
import { rollOf } from '../../../src/lib/domain/training/roll';
import type { Session } from '../../../src/lib/domain/training/words';
import { addWalkIn } from '../../../src/lib/usecases/training/add-walk-in';
import { answerQuiz } from '../../../src/lib/usecases/training/answer-quiz';
import { askEnrolment } from '../../../src/lib/usecases/training/ask-enrolment';
import { assessObjective } from '../../../src/lib/usecases/training/assess-objective';
import { cancelSession, changeSession } from '../../../src/lib/usecases/training/change-session';
import { enrolLearner } from '../../../src/lib/usecases/training/enrol-learner';
import { halfDaysOn } from '../../../src/lib/usecases/training/half-days';
import {
	noteAllPresent,
	noteAttendance,
	undoAttendance,
	type NotedAttendance
} from '../../../src/lib/usecases/training/note-attendance';
import { planSessions } from '../../../src/lib/usecases/training/plan-sessions';
import { readLesson } from '../../../src/lib/usecases/training/read-lesson';
import { sign, type Signing } from '../../../src/lib/usecases/training/sign';
import { stateEnrolment } from '../../../src/lib/usecases/training/state-enrolment';
import { strikeSignature } from '../../../src/lib/usecases/training/strike-signature';
import { tieLearner } from '../../../src/lib/usecases/training/tie-learner';
import type { Around, SimDevice } from '../device';
import type { Seeded } from '../seeded';
import { someHalf, type Training } from '../training';
import { hosts, kiosks, phones, tablets, type World } from '../world';
import { someDay } from './wishes';

/** What people do about training: at a trainer's tablet, at a door, on their own phones, at a host's desk. */

interface Here {
	readonly device: SimDevice;
	readonly around: Around;
	readonly world: World;
	readonly training: Training;
	readonly random: Seeded;
}
type Run = (here: Here) => Promise<unknown>;

const on =
	(among: (world: World) => readonly SimDevice[], run: Run) =>
	(world: World, random: Seeded): void => {
		const { training } = world;
		const device = random.pick(among(world));
		if (!device || !training) return;
		const own = random.below(2);
		device.tap(own, (around) => run({ device, around, world, training, random }));
	};
const onATablet = (run: Run) => on(tablets, run);
const onAPhone = (run: Run) => on(phones, run);

const WHY = 'une raison';
/** What a device has said of presence, to be taken back. */
const said = new WeakMap<SimDevice, { session: FactId; noted: NotedAttendance }[]>();

/** A half-day this device knows: rather one that has begun. */
async function someSession({ around: { log, clock }, random }: Here): Promise<Session | undefined> {
	const pages = [...(await log.pages('agenda')).values()];
	const all = pages.flatMap(({ sessions }) => Object.values(sessions));
	const today = local(clock.now()).day;
	const begun = all.filter(({ day }) => day <= today);
	return random.pick(begun.length > 0 && random.chance(0.9) ? begun : all);
}

async function rollFor({ around: { log } }: Here, { id, group }: Session) {
	const page = await log.page('session', pageKey.session(id));
	return rollOf(page, await log.page('group', pageKey.group(group)));
}

/** Somebody on the roll, or now and then somebody who is not. */
async function somebody(here: Here, session: Session): Promise<string> {
	const roll = await rollFor(here, session);
	const { random, training } = here;
	const line = random.chance(0.85) ? random.pick(roll) : undefined;
	return line?.person ?? random.pick(training.learners);
}

async function note(here: Here, session: FactId, person: string): Promise<void> {
	const { device, around, random, world } = here;
	const is = random.pick(ATTENDANCES);
	const noted = await noteAttendance(around, {
		...{ session, person, is },
		...(is === 'late' && { minutes: random.between(1, 60) }),
		...(random.chance(0.5) && { why: WHY })
	});
	remember(device, session, noted);
	if ('noted' in noted && noted.noted.length > 0) world.happened('presence noted');
}

function remember(device: SimDevice, session: FactId, noted: NotedAttendance): void {
	said.set(device, [...(said.get(device) ?? []), { session, noted }].slice(-6));
}

async function signHere({ around, world }: Here, signing: Signing): Promise<void> {
	const done = await sign(around, signing);
	if ('signed' in done) world.happened('signed for a half-day');
}

export const training = {
	notePresence: {
		weight: 10,
		perform: onATablet(async (here) => {
			const session = await someSession(here);
			if (session) await note(here, session.id, await somebody(here, session));
		})
	},
	/** Two trainers, or one on two devices, of one person: neither has heard of the other. */
	noteApart: {
		weight: 3,
		perform(world: World, random: Seeded) {
			const { training } = world;
			if (!training) return;
			const seeds = tablets(world).map(
				(device) => [device, random.pick(training.learners)] as const
			);
			const person = seeds[0]?.[1];
			for (const [device] of seeds)
				device.tap(0, async (around) => {
					const here = { device, around, world, training, random };
					const pages = [...(await around.log.pages('agenda')).values()];
					const { day } = local(world.started);
					const one = pages
						.flatMap(({ sessions }) => Object.values(sessions))
						.find((session) => session.day === day);
					if (one && person !== undefined) await note(here, one.id, person);
				});
		}
	},
	everybodyPresent: {
		weight: 3,
		perform: onATablet(async (here) => {
			const session = await someSession(here);
			if (!session) return;
			const people = (await rollFor(here, session)).map(({ person }) => person);
			const noted = await noteAllPresent(here.around, { session: session.id, people });
			remember(here.device, session.id, noted);
		})
	},
	unsay: {
		weight: 4,
		perform: onATablet(async ({ device, around, random, world }) => {
			const one = random.pick(said.get(device) ?? []);
			if (!one || !('noted' in one.noted)) return;
			const { session, noted } = one;
			const done = await undoAttendance(around, { session, noted: noted.noted });
			if ('noted' in done && done.noted.length > 0) world.happened('presence taken back');
		})
	},
	signOnTablet: {
		weight: 8,
		perform: onATablet(async (here) => {
			const session = await someSession(here);
			if (!session) return;
			const person = await somebody(here, session);
			const strokes = `M${here.random.below(1_000)}`;
			await signHere(here, { session: session.id, person, as: 'learner', way: 'drawn', strokes });
		})
	},
	/** Two people, one tablet, two tabs. */
	signInTwoTabs: {
		weight: 2,
		perform(world: World, random: Seeded) {
			const device = random.pick(tablets(world));
			const { training } = world;
			if (!device || !training) return;
			for (const tab of [0, 1])
				device.tap(tab, async (around) => {
					const here = { device, around, world, training, random };
					const session = await someSession(here);
					if (!session) return;
					const person = random.pick(training.learners);
					await signHere(here, { session: session.id, person, as: 'learner', way: 'code' });
				});
		}
	},
	signRoll: {
		weight: 4,
		perform: onATablet(async (here) => {
			const session = await someSession(here);
			const person = here.device.parts.hand.trainer;
			if (session && person !== undefined)
				await signHere(here, { session: session.id, person, as: 'trainer', way: 'button' });
		})
	},
	strike: {
		weight: 2,
		perform: onATablet(async (here) => {
			const session = await someSession(here);
			if (!session) return;
			const { around, random, world } = here;
			const page = await around.log.page('session', pageKey.session(session.id));
			const signature = random.pick(Object.keys(page.signatures));
			if (!signature) return;
			const done = await strikeSignature(around, { session: session.id, signature, why: WHY });
			if ('struck' in done && done.struck) world.happened('signature struck');
		})
	},
	walkIn: {
		weight: 3,
		perform: onATablet(async (here) => {
			const session = await someSession(here);
			if (!session) return;
			const { around, random, world } = here;
			const person = `p_${random.text(12)}`;
			const done = await addWalkIn(around, { session: session.id, person, name: 'Zoé M.' });
			if (!('added' in done)) return;
			world.happened('came without being enrolled');
			if (!random.chance(0.7)) return;
			await signHere(here, { session: session.id, person, as: 'learner', way: 'code' });
		})
	},
	tie: {
		weight: 3,
		perform: onATablet(async (here) => {
			const { around, random, world, training } = here;
			const session = await someSession(here);
			if (!session) return;
			const strangers = (await rollFor(here, session)).filter(
				({ person, isWalkIn }) => isWalkIn && !training.learners.includes(person)
			);
			const person = random.pick(strangers)?.person;
			if (person === undefined) return;
			const others = [...training.learners, ...strangers.map((one) => one.person)];
			const to = random.pick(others);
			const done = await tieLearner(around, { session: session.id, person, to });
			if ('tied' in done && done.tied) world.happened('known who came');
		})
	},
	assess: {
		weight: 3,
		perform: onATablet(async ({ around, random, training, world }) => {
			const { objectives } = random.pick(training.course.modules);
			world.happened('objective assessed');
			await assessObjective(around, {
				...{ centre: training.centre.slug, person: random.pick(training.learners) },
				...{ course: training.course.id, objective: random.pick(objectives).id },
				level: random.pick(LEVELS)
			});
		})
	},
	/** Into a group that has no place left, as often as not. */
	enrol: {
		weight: 4,
		perform: onATablet(async ({ around, random, training: { group, learners }, world }) => {
			const isNew = random.chance(0.3);
			const person = isNew ? `p_${random.text(12)}` : random.pick(learners);
			const done = await enrolLearner(around, { group, person, name: 'Ali B.' });
			if ('enrolment' in done) world.happened('enrolled');
		})
	},
	askEnrolment: {
		weight: 2,
		perform: on(hosts, async ({ device, around, random, training }) => {
			const { slug: centre } = device.parts.centre;
			const { group, learners, course } = training;
			const wish = { centre, person: random.pick(learners), course: course.id, group };
			await askEnrolment(around, { ...wish, employer: 'Mairie', funder: 'employer' });
		})
	},
	state: {
		weight: 3,
		perform: onATablet(async ({ around, random, training: { group }, world }) => {
			const page = await around.log.page('group', pageKey.group(group));
			const enrolment = random.pick(Object.keys(page.enrolments));
			if (!enrolment) return;
			const to = random.pick(['interrupted', 'resumed', 'abandoned', 'admitted'] as const);
			const { day } = local(around.clock.now());
			const done = await stateEnrolment(around, { group, enrolment, to, on: day, why: WHY });
			if ('stated' in done) world.happened('enrolment stated');
		})
	},
	/** In a room that somebody else may want. */
	plan: {
		weight: 3,
		perform: onATablet(async ({ around, random, training, world, device }) => {
			const trainer = device.parts.hand.trainer!;
			const day = someDay(around.clock.now(), random);
			const done = await planSessions(around, {
				...{ group: training.group, trainer, space: 'meeting' },
				halfDays: [{ day, half: someHalf(random), hours: 3.5 }]
			});
			if ('planned' in done && done.planned.length > 0) world.happened('half-day planned');
		})
	},
	replan: {
		weight: 3,
		perform: onATablet(async (here) => {
			const { around, random, world } = here;
			const session = await someSession(here);
			if (!session) return;
			const space = random.pick(['meeting', 'desk', 'nowhere']);
			const done = random.chance(0.6)
				? await changeSession(around, { session: session.id, change: { space } })
				: await cancelSession(around, { session: session.id, why: WHY });
			if ('changed' in done || 'cancelled' in done) world.happened('half-day changed');
		})
	},
	signAtDoor: {
		weight: 6,
		perform: on(kiosks, async (here) => {
			const { around, random, training, device } = here;
			const { day } = local(around.clock.now());
			const centre = device.parts.centre.slug;
			const awaited = random.pick(await halfDaysOn(around.log, { centre, day }));
			const session = awaited?.session ?? (await someSession(here))?.id;
			if (session === undefined) return;
			const person = random.pick(awaited?.people ?? []) ?? random.pick(training.learners);
			await signHere(here, { session, person, as: 'learner', way: 'code' });
		})
	},
	signOnPhone: {
		weight: 6,
		perform: onAPhone(async (here) => {
			const session = await someSession(here);
			const person = here.device.parts.as.person;
			if (session && person !== undefined)
				await signHere(here, { session: session.id, person, as: 'learner', way: 'button' });
		})
	},
	readLesson: {
		weight: 5,
		perform: onAPhone(async ({ around, random, training: { course }, world }) => {
			const lessons = course.modules.flatMap((module) => module.lessons);
			const done = await readLesson(around, { course: course.id, lesson: random.pick(lessons).id });
			if ('read' in done) world.happened('lesson read');
		})
	},
	answerQuiz: {
		weight: 5,
		perform: onAPhone(async ({ around, random, training: { course, quiz }, world }) => {
			const answers = Object.fromEntries(
				quiz.questions.map(({ id }) => [id, [random.pick(['yes', 'no'])]])
			);
			const { id, of } = quiz;
			const given = { course: course.id, quiz: id, of, questions: quiz, answers };
			const done = await answerQuiz(around, given);
			if ('attempt' in done) world.happened('quiz answered');
		})
	},
	/** A tablet or a kiosk signs, is put back to how it was before, and signs again before it is heard. */
	signFromAnOlderState: {
		weight: 0.5,
		perform(world: World, random: Seeded) {
			const device = random.pick([...tablets(world), ...kiosks(world)]);
			const { training, scheduler, ledger } = world;
			if (!device || !training) return;
			const once = () =>
				device.tap(0, async (around) => {
					const session = await someSession({ device, around, world, training, random });
					if (!session) return;
					const person = random.pick(training.learners);
					const here = { device, around, world, training, random };
					await signHere(here, { session: session.id, person, as: 'learner', way: 'code' });
				});
			device.closed(100, async () => {
				const image = await device.image();
				scheduler.after(10_000, 'signs', once);
				scheduler.after(40_000, 'is put back', () =>
					device.closed(100, async () => {
						const { device: now } = await device.disk.resting();
						if (now) ledger.share(now);
						await device.become(image, true);
						const { device: then } = await device.disk.resting();
						if (then) ledger.share(then);
						world.happened('store and mark of a device older');
						device.parts.link.trouble('cut', 20_000);
						scheduler.after(8_000, 'signs again', once);
					})
				);
			});
		}
	},
	/** The backup of before the signature is put back, and nobody tells the server; then somebody signs again. */
	signAroundARestore: {
		weight: 0.5,
		perform(world: World, random: Seeded) {
			const device = random.pick([...tablets(world), ...kiosks(world)]);
			const { training, scheduler, server } = world;
			if (!device || !training) return;
			const once = () =>
				device.tap(0, async (around) => {
					const here = { device, around, world, training, random };
					const session = await someSession(here);
					const person = random.pick(training.learners);
					if (session && partsOf(session.id).scope === device.parts.centre.slug)
						await signHere(here, { session: session.id, person, as: 'learner', way: 'code' });
				});
			void server.backUp();
			once();
			scheduler.after(20_000, 'the backup comes back', () => {
				void server.restore(false, -1).then(once);
			});
		}
	}
};
