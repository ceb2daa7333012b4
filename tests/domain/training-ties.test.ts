import { expect, test } from 'vitest';
import { pageKey } from '../../src/lib/domain/ids';
import { pagesOf } from '../../src/lib/domain/kinds';
import { hoursRealised } from '../../src/lib/domain/training/progress';
import { rollOf } from '../../src/lib/domain/training/roll';
import { withTied } from '../../src/lib/domain/training/tied';
import {
	ANNE,
	author,
	BRUNO,
	CHLOE,
	groupOf,
	GROUP,
	learnerOf,
	sessionOf,
	unsealed
} from '../support/training';

const [ONE, OTHER] = ['p_walkin000001', 'p_walkin000002'];

function half() {
	const { say, all } = author();
	const plan = { course: 'telework', group: GROUP, half: 'am', hours: 3.5, trainer: CHLOE };
	const session = say('session.planned', plan)._id;
	const sign = (person: string, n: number) =>
		say('signature.given', {
			...{ session, person, as: 'learner', way: 'code', when: n, seal: unsealed(n) }
		});
	const tie = (person: string, to: string) => say('learner.tied', { session, person, to });
	const roll = () => rollOf(sessionOf(session, all), groupOf(GROUP, []));
	return { say, session, sign, tie, roll, all };
}

test('somebody whom two trainers wrote down under two names keeps what they signed under either', () => {
	const { say, session, sign, tie, roll } = half();
	for (const person of [ONE, OTHER]) say('attendance.noted', { session, person, is: 'present' });
	const signed = sign(ONE, 1);
	tie(ONE, ANNE);
	tie(OTHER, ANNE);
	expect(roll()).toMatchObject([{ person: ANNE, signature: { fact: signed._id } }]);
});

test('who turned out to be somebody who turned out to be somebody else is that one', () => {
	const { sign, tie, roll } = half();
	sign(ONE, 1);
	tie(ONE, BRUNO);
	tie(BRUNO, ANNE);
	expect(roll()).toMatchObject([{ person: ANNE, signature: { person: ONE } }]);
});

test('hours somebody came to before it was known who they are count as theirs, once', () => {
	const { say, session, sign, tie, roll, all } = half();
	say('attendance.noted', { session, person: ONE, is: 'late', minutes: 30 });
	sign(ONE, 1);
	tie(ONE, ANNE);
	const line = roll().find(({ person }) => person === ANNE)!;
	const hers = all.filter((fact) => pagesOf(fact).includes(pageKey.learner(ANNE)));
	const before = learnerOf(ANNE, hers);
	const sessions = [sessionOf(session, all).session!];
	expect(hoursRealised(before, sessions)).toBe(0);
	const after = withTied(before, [[session, line]]);
	expect(hoursRealised(after, sessions)).toBe(3);
	expect(withTied(after, [[session, line]])).toEqual(after);
});
