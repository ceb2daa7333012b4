import { local } from '../../../src/lib/domain/calendar';
import { partsOf } from '../../../src/lib/domain/ids';
import { answerQuiz } from '../../../src/lib/usecases/training/answer-quiz';
import { halfDaysOn } from '../../../src/lib/usecases/training/half-days';
import { readLesson } from '../../../src/lib/usecases/training/read-lesson';
import type { Seeded } from '../seeded';
import { kiosks, tablets, type World } from '../world';
import { on, onAPhone, signHere, someSession } from './training-here';
import { atATablet } from './training-tablet';

/** What people do about training: at a trainer's tablet, at a door, on their own phones, at a host's desk. */
export const training = {
	...atATablet,
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
			world.comingBack += 1;
			scheduler.after(20_000, 'the backup comes back', () => {
				void server.restore(false, -1).then(() => {
					world.comingBack -= 1;
					once();
				});
			});
		}
	}
};
