import { local } from '../../../src/lib/domain/calendar';
import { pageKey } from '../../../src/lib/domain/ids';
import { LEVELS } from '../../../src/lib/domain/training/kinds';
import { addWalkIn } from '../../../src/lib/usecases/training/add-walk-in';
import { askEnrolment } from '../../../src/lib/usecases/training/ask-enrolment';
import { assessObjective } from '../../../src/lib/usecases/training/assess-objective';
import { cancelSession, changeSession } from '../../../src/lib/usecases/training/change-session';
import { enrolLearner } from '../../../src/lib/usecases/training/enrol-learner';
import { noteAllPresent, undoAttendance } from '../../../src/lib/usecases/training/note-attendance';
import { planSessions } from '../../../src/lib/usecases/training/plan-sessions';
import { stateEnrolment } from '../../../src/lib/usecases/training/state-enrolment';
import { strikeSignature } from '../../../src/lib/usecases/training/strike-signature';
import { tieLearner } from '../../../src/lib/usecases/training/tie-learner';
import type { Seeded } from '../seeded';
import { someHalf } from '../training';
import { hosts, tablets, type World } from '../world';
import {
	note,
	on,
	onATablet,
	rollFor,
	remember,
	said,
	signHere,
	somebody,
	someSession,
	WHY
} from './training-here';
import { someDay } from './wishes';

/** What trainers do at a tablet, and hosts at their desk. */
export const atATablet = {
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
	}
};
