import { expect, test } from 'vitest';
import { reportId } from '../../src/lib/domain/ids';
import { VISITOR, type Holder } from '../../src/lib/domain/rights';
import { createRate } from '../../src/lib/server/http/rate';
import { answerLesson } from '../../src/lib/server/training/lessons';
import { emptyStore, openMemoryStore } from '../support/memory-store';

const OF = '2026-11-23~reseau~train001.1~000001';
const BODY = { of: OF, title: 'Le siège', text: 'Droit. '.repeat(60) };
const MEMBER: Holder = { role: 'member', account: 'phone00001', person: 'p_marie0001' };

async function asked(query: string, holder: Holder = MEMBER, item = 'siege'): Promise<Response> {
	const store = openMemoryStore(emptyStore());
	await store.insert('network', [
		{ _id: reportId.lesson('bases', 'siege'), ...BODY },
		{ _id: reportId.lesson('bases', 'ancienne'), gone: true }
	]);
	const rate = createRate({ now: () => 0 });
	const url = new URL(`http://localhost/lessons/bases/${item}${query}`);
	const request = new Request(url, { headers: { 'accept-encoding': 'br' } });
	const locals = { asker: { holder }, bucket: 'x' };
	const parts = async () => ({ accounts: { store, rate } as never });
	return answerLesson(parts, { request, locals, url } as never, { course: 'bases', item });
}

test('a lesson asked for by its version may be kept for good, by who asked alone, and travels compressed', async () => {
	const answer = await asked(`?of=${encodeURIComponent(OF)}`);
	expect(answer.status).toBe(200);
	expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
	expect(answer.headers.get('content-encoding')).toBe('br');
});

test('another version than is asked for is answered as it is now, and not kept', async () => {
	for (const query of ['', '?of=2026-11-22~reseau~train001.1~000001']) {
		const answer = await asked(query);
		expect([query, answer.status]).toEqual([query, 200]);
		expect(answer.headers.get('cache-control')).toBe('no-store');
	}
});

test('what is not there, or no longer, is silent; who has no account is told to get one', async () => {
	expect((await asked('', MEMBER, 'rien')).status).toBe(404);
	expect((await asked('', MEMBER, 'ancienne')).status).toBe(404);
	expect((await asked('', VISITOR)).status).toBe(401);
});
