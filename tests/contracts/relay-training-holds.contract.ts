import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reportId } from '../../src/lib/domain/ids';
import { forget } from './relay-erasure.contract';
import { dayIn, enrolPhone, later, OWN } from './places-bench';
import {
	contents,
	DAY,
	factsIn,
	MARIE,
	openNetwork,
	PAUL,
	register,
	type Network
} from './relay-bench';
import type { Place } from './store.contract';
import { BY_TRAINER, enrol, handOf, note, openTraining, plan, signAt } from './training-bench';

/** Names in training papers: kept by law, and then gone by themselves. */
export function holdsContract(name: string, make: () => Promise<Place>): void {
	describe(`names of learners: ${name}`, () => {
		let place: Place;
		let network: Network;
		let store: Network['store'];
		beforeEach(async () => {
			place = await make();
			network = openNetwork(await place.open());
			({ store } = network);
		});
		afterEach(async () => {
			await store.close();
			await place.end();
		});
		const YEARS = 2_192;
		const naming = async (): Promise<readonly string[]> =>
			Object.entries(await contents(store)).flatMap(([db, docs]) =>
				/Marie|Durand/.test(JSON.stringify(docs)) ? [db] : []
			);

		async function learns(): Promise<void> {
			const group = await openTraining(network);
			await register(network);
			await register(network, PAUL, 'Paul Martin', { number: '2428' });
			await enrolPhone(network);
			const asked = { person: MARIE, course: 'bases', group: group._id };
			await network.say('people_murat', 'enrolment.asked', { ...asked, employer: 'Mairie' });
			const session = await plan(network, group, dayIn(network, 1));
			await note(network, session);
			const kiosk = { role: 'kiosk', centre: 'murat' } as const;
			await signAt(network, await handOf(network, 'kiosk00001', kiosk), session);
			await network.settle();
		}

		test('who is forgotten keeps their name in training papers, and nowhere else', async () => {
			await learns();
			const training = await factsIn(store, 'training');
			await forget(network);
			await network.settle();
			network.restart();
			await network.settle();
			expect(await naming()).toEqual(['learners']);
			expect(await factsIn(store, 'training')).toEqual(training);
			expect(await store.databases()).not.toContain(OWN[MARIE]);
			const rosters = JSON.stringify(
				await store.range('roster_murat', 'report~session~', 'report~t')
			);
			expect(rosters).not.toContain(MARIE);
		});

		test('a host’s enrolment of somebody who was forgotten is made nobody’s', async () => {
			await learns();
			await forget(network);
			await network.settle();
			const before = await factsIn(store, 'training');
			const [group] = before.filter(({ kind }) => kind === 'group.formed');
			const asked = { person: MARIE, course: 'bases', group: group!._id, employer: 'Mairie' };
			await network.say('people_murat', 'enrolment.asked', asked);
			await network.settle();
			expect(await factsIn(store, 'training')).toEqual(before);
			expect(await factsIn(store, 'people_murat')).not.toContainEqual(
				expect.objectContaining({ person: MARIE })
			);
		});

		test('somebody who was never enrolled is forgotten as everybody was', async () => {
			await openTraining(network);
			await register(network);
			await network.settle();
			await forget(network);
			await network.settle();
			expect(await naming()).toEqual([]);
		});

		test('six years after the last that is said of them the name leaves by itself, and does not come back', async () => {
			await learns();
			// The group ends 38 days from now.
			await later(network, (YEARS + 38) * DAY);
			expect(await network.body('learners', reportId.learner(MARIE))).toMatchObject({
				name: 'Marie Durand'
			});
			await later(network, DAY);
			expect(await network.body('learners', reportId.learner(MARIE))).toEqual({ gone: true });
			network.restart();
			await network.settle();
			expect(await network.body('learners', reportId.learner(MARIE))).toEqual({ gone: true });
			const change = { phone: '0471000001' };
			await network.say('people_murat', 'person.amended', { person: MARIE, change });
			await network.settle();
			expect(await network.body('learners', reportId.learner(MARIE))).toEqual({ gone: true });
		});

		test('a name a trainer wrote down goes as well; whom a device with the clock of years ago names stays', async () => {
			const group = await openTraining(network);
			const introduced = (person: string, name: string, of = {}) =>
				network.say(
					'learners',
					'learner.introduced',
					{ person, name },
					{ scope: 'murat', ...BY_TRAINER, ...of }
				);
			await introduced('p_old0000001', 'Marie Ancienne');
			await enrol(network, group, 'p_old0000001');
			await network.settle();
			const end = (YEARS + 39) * DAY;
			network.clock.set(network.clock.now() + end);
			await introduced('p_new0000001', 'Jeanne Nouvelle', {
				at: Date.parse('2015-01-01T10:00:00Z')
			});
			await network.settle();
			await later(network, DAY);
			const left = (await factsIn(store, 'learners')).map(({ person }) => person);
			expect(left).toEqual(['p_new0000001']);
			await network.claim(BY_TRAINER.device);
			await network.settle();
			expect(await store.range('ops', 'alarm~gap', 'alarm~gap\uffff')).toEqual([]);
		});
	});
}
