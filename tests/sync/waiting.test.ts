import { expect, test } from 'vitest';
import { engineBench } from '../support/engine-bench';

const MINUTE = 60_000;

test('a server that is busy after a long cut is asked again as after its first no', async () => {
	const { engine, server, arrive, wait } = await engineBench();
	engine.start();
	server.refuses = 'no-link';
	await arrive('p1');
	await wait(30 * MINUTE);
	expect(server.asked.length).toBeGreaterThan(30);
	server.refuses = 'busy';
	const before = server.asked.length;
	while (server.asked.length === before) await wait(1_000);
	// The ceilings of its first waits are 2 s and 4 s: counted with the cut they were 10 min.
	await wait(8_000);
	expect(server.asked.length - before).toBeGreaterThanOrEqual(3);
	engine.stop();
});

test('who looks at a device with no link sees it ask every few seconds; with nobody there, twice a minute', async () => {
	for (const [isSeen, atLeast, atMost] of [
		[true, 20, 80],
		[false, 2, 19]
	] as const) {
		const { engine, server, wait } = await engineBench({ isSeen: () => isSeen });
		server.refuses = 'no-link';
		engine.start();
		await wait(10 * MINUTE);
		const before = server.asked.length;
		await wait(2 * MINUTE);
		const asked = server.asked.length - before;
		expect(asked).toBeGreaterThanOrEqual(atLeast);
		expect(asked).toBeLessThanOrEqual(atMost);
		engine.stop();
	}
});
