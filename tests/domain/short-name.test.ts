import { expect, test } from 'vitest';
import { shortName } from '../../src/lib/domain/names';

test.each([
	['Marie Durand', 'Marie D.'],
	['Marie D.', 'Marie D.'],
	['Marie', 'Marie'],
	['Élodie Éluard', 'Élodie É.'],
	['Jean-Pierre Le Goff', 'Jean-Pierre G.'],
	['Anne de la Tour', 'Anne T.'],
	['Luc d’Estaing', 'Luc E.'],
	['Luc d’estaing', 'Luc E.'],
	['paul martin', 'paul M.'],
	['Siobhán O’Neill', 'Siobhán O.'],
	['  Marie   Durand  ', 'Marie D.'],
	['Marie 2', 'Marie'],
	['王 伟', '王 伟.'],
	['A'.repeat(60) + ' Durand', 'A'.repeat(24) + ' D.'],
	['', '']
])('at the door, %j is called %j', (name, short) => {
	expect(shortName(name)).toBe(short);
});
