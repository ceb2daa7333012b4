import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	paperText,
	parsePaper,
	paperWith,
	type Claims
} from '../../src/lib/domain/training/paper-seal';
import { checkPaper } from '../../src/lib/usecases/training/check-paper';
import { sealPaper } from '../../src/lib/usecases/training/seal-paper';
import { claims } from '../support/arbitrary-papers';
import { networkHand } from '../support/network-hand';
import { signingDevice, type SigningDevice } from '../support/signing-device';

const hand = networkHand();
const RUNS = { numRuns: 40 };

async function sealed(device: SigningDevice, said: Claims): Promise<string> {
	const done = await sealPaper(device, { said, rows: [['Anne', 'present']] });
	if (!('paper' in done)) throw new Error(done.failed);
	return done.paper;
}

test('a paper sealed on a trainer’s device is genuine on any device of the network, and says what was sealed', async () => {
	const trainer = await signingDevice({ role: 'trainer' }, { hand });
	const phone = await signingDevice({ role: 'member', person: 'p_anne000001' }, { hand });
	await fc.assert(
		fc.asyncProperty(claims, async (said) => {
			const done = await sealPaper(trainer, { said });
			if (!('paper' in done)) throw new Error(done.failed);
			const checked = await checkPaper(phone, done.paper);
			expect(checked).toMatchObject({ is: 'genuine', claims: done.claims });
			const { rows: _, ...rest } = { rows: '', ...said };
			expect(done.claims).toMatchObject(rest);
		}),
		RUNS
	);
});

test('67 · a paper in which any letter was changed is not genuine', async () => {
	const trainer = await signingDevice({ role: 'trainer' }, { hand });
	await fc.assert(
		fc.asyncProperty(claims, fc.nat(), fc.constantFrom(...'aA0_-.Z9'), async (said, at, letter) => {
			const paper = await sealed(trainer, said);
			const i = at % paper.length;
			if (paper[i] === letter) return;
			const changed = paper.slice(0, i) + letter + paper.slice(i + 1);
			expect(['altered', 'none']).toContain((await checkPaper(trainer, changed)).is);
		}),
		{ numRuns: 200 }
	);
});

test('67 · a paper that says something else under the same signature is found out', async () => {
	const trainer = await signingDevice({ role: 'trainer' }, { hand });
	await fc.assert(
		fc.asyncProperty(claims, claims, async (said, other) => {
			const { issuer, signature, claims: true_ } = parsePaper(await sealed(trainer, said))!;
			const text = paperText(other, issuer);
			if (text === paperText(true_, issuer)) return;
			expect(await checkPaper(trainer, paperWith(text, signature))).toEqual({ is: 'altered' });
		}),
		RUNS
	);
});

test('67 · a key, a certificate or a signature of another paper does not make one genuine', async () => {
	const [one, two] = [
		await signingDevice({ role: 'trainer' }, { hand }),
		await signingDevice({ role: 'trainer' }, { hand })
	];
	await fc.assert(
		fc.asyncProperty(claims, claims, async (said, other) => {
			const mine = parsePaper(await sealed(one, said))!;
			const theirs = parsePaper(await sealed(two, other))!;
			const swapped = ['account', 'key', 'certificate'] as const;
			for (const field of swapped) {
				const issuer = { ...mine.issuer, [field]: theirs.issuer[field] };
				const text = paperText(mine.claims, issuer);
				expect((await checkPaper(one, paperWith(text, mine.signature))).is).toBe('altered');
				// The hand of a device that holds a key, under somebody else's certificate.
				const own = await two.keys.sign(text);
				expect((await checkPaper(one, paperWith(text, own!))).is).toBe('altered');
			}
			const text = paperText(mine.claims, mine.issuer);
			expect((await checkPaper(one, paperWith(text, theirs.signature))).is).toBe('altered');
		}),
		{ numRuns: 10 }
	);
});

const SAID: Claims = {
	...{ is: 'certificate', title: 'Poste et ergonomie', centre: 'Murat', hours: 7 },
	...{ name: 'Rose Lherm', from: '2026-11-02', to: '2026-11-28', issued: '2026-11-28' }
};

test('a paper of another network is said to be of another one, and not to be altered', async () => {
	const here = await signingDevice({ role: 'trainer' }, { hand });
	const there = await signingDevice({ role: 'trainer' });
	const checked = await checkPaper(here, await sealed(there, SAID));
	expect(checked).toMatchObject({ is: 'foreign', claims: SAID });
});

test('67 · a device that names our network without being of it makes nothing genuine', async () => {
	const stranger = await signingDevice({ role: 'trainer' });
	const ours = await signingDevice({ role: 'trainer' }, { hand });
	const { issuer } = parsePaper(await sealed(ours, SAID))!;
	const own = parsePaper(await sealed(stranger, SAID))!.issuer;
	const text = paperText(SAID, { ...own, network: issuer.network });
	const paper = paperWith(text, (await stranger.keys.sign(text))!);
	expect(await checkPaper(ours, paper)).toMatchObject({ is: 'altered' });
});

test('a kiosk, a phone and a host’s device make no papers, whatever they hold', async () => {
	const trainer = await signingDevice({ role: 'trainer' }, { hand });
	for (const place of [
		{ role: 'kiosk', centre: 'murat' },
		{ role: 'host', centre: 'murat' },
		{ role: 'member', person: 'p_anne000001' }
	] as const) {
		const device = await signingDevice(place, { hand });
		expect(await sealPaper(device, { said: SAID })).toEqual({ failed: 'no-key' });
		const { account, certificate, centre } = device.enrolled;
		const issuer = { ...parsePaper(await sealed(trainer, SAID))!.issuer, account, certificate };
		const own = { ...issuer, key: await device.keys.make(), ...(centre && { centre }) };
		const text = paperText(SAID, own);
		const paper = paperWith(text, (await device.keys.sign(text))!);
		expect((await checkPaper(trainer, paper)).is).toBe('altered');
	}
});

test('a device that nobody enrolled checks once it has heard the network’s key, and until then says that it has not', async () => {
	const trainer = await signingDevice({ role: 'trainer' }, { hand });
	const { log, keys, hear } = await signingDevice({ role: 'kiosk', centre: 'murat' }, { hand });
	const paper = await sealed(trainer, SAID);
	// As the log of a device that was never enrolled answers.
	const nobodys = {
		...log,
		device: async () => ({ ...(await log.device()), networkKey: undefined })
	};
	expect(await checkPaper({ log: nobodys, keys }, paper)).toEqual({
		is: 'unchecked',
		claims: SAID
	});
	await hear('public', [], { 'report~network-key': { key: hand.publicKey } });
	expect((await checkPaper({ log: nobodys, keys }, paper)).is).toBe('genuine');
});
