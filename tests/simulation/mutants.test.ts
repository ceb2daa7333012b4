import { describe, expect, test } from 'vitest';
import { findOut, MUTANTS } from './mutants';

const MOST = 200;

describe('the simulation finds out within a few histories that', () => {
	for (const [name, mutant] of Object.entries(MUTANTS))
		test(name, { timeout: 10 * 60_000 }, async () => {
			const found = await findOut(mutant, 1, MOST);
			expect(found, `nothing noticed that ${name}`).toBeDefined();
			console.log(`${name}: history ${found?.histories}, ${found?.violation.slice(0, 200)}`);
		});
});
