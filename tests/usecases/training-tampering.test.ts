import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { certificateText } from '../../src/lib/domain/accounts';
import { shiftDay } from '../../src/lib/domain/calendar';
import type { Fact } from '../../src/lib/domain/facts';
import { partsOf, reportId } from '../../src/lib/domain/ids';
import type { FactOf } from '../../src/lib/domain/kinds';
import { linkText, sealOwner, sealText, witnessText } from '../../src/lib/domain/training/seal';
import { audit, type ChainAudit } from '../../src/lib/usecases/training/audit-signatures';
import { sign } from '../../src/lib/usecases/training/sign';
import { newKeys } from '../support/enrol';
import { networkHand } from '../support/network-hand';
import { planned, signingDevice, type SigningDevice } from '../support/signing-device';
import { ANNE, BRUNO, CENTRE, CHLOE, MONDAY, session, TRAINER } from '../support/training';

/**
 * Signatures made by the real verb with real keys, then changed as somebody with the
 * whole store in hand would change it, and looked at by a device with no link.
 * Long because the same signatures are attacked in every way.
 */

type Signed = FactOf<'signature.given/1'>;
const hand = networkHand();
const SESSIONS = [0, 1, 2].map((n) => session(n + 1, { day: shiftDay(MONDAY, -n) }));
const PEOPLE = [ANNE, BRUNO, CHLOE];

let all: readonly Signed[];
let kiosk: SigningDevice;
let digests: ReadonlyMap<string, string>;

beforeAll(async () => {
	const plan = SESSIONS.map((one, i) => planned(one, i + 1));
	kiosk = await signingDevice({ role: 'kiosk', centre: CENTRE }, { hand });
	const own = 'member_0123456789abcdef';
	const phone = await signingDevice({ role: 'member', person: ANNE, own }, { hand });
	const tablet = await signingDevice({ role: 'trainer' }, { hand, trainer: TRAINER });
	for (const device of [kiosk, phone, tablet]) await device.hear('public', plan);
	for (const { id } of SESSIONS) {
		for (const person of PEOPLE)
			await sign(kiosk, { session: id, person, as: 'learner', way: 'code' });
		await sign(phone, { session: id, person: ANNE, as: 'learner', way: 'button' });
		await sign(tablet, {
			session: id,
			person: BRUNO,
			as: 'learner',
			way: 'drawn',
			strokes: '1a,2b'
		});
		await sign(tablet, { session: id, person: TRAINER, as: 'trainer', way: 'button' });
	}
	const facts = await Promise.all([kiosk, phone, tablet].map((device) => device.written()));
	all = facts.flat().map((fact) => JSON.parse(JSON.stringify(fact)) as Signed);
	expect(all).toHaveLength(3 * (PEOPLE.length + 1 + 2));
	const pairs = all.map(async (fact) => [fact._id, await digestOf(fact)] as const);
	digests = new Map(await Promise.all(pairs));
});

const digestOf = (fact: Signed): Promise<string> =>
	kiosk.keys.digest(linkText(sealText(fact, fact.seal), fact.seal.signature));
const chainOf = (facts: readonly Signed[], chain: string): readonly Signed[] =>
	facts.filter(({ seal }) => seal.chain === chain).sort((a, b) => a.seal.n - b.seal.n);
const lastOf = (facts: readonly Signed[], { seal }: Signed): boolean =>
	chainOf(facts, seal.chain).at(-1)?.seal.n === seal.n;

/** The network's word on how far it has seen each chain. */
const witnesses = (by = hand): Record<string, unknown> =>
	Object.fromEntries(
		[...new Set(all.map(({ seal }) => seal.chain))].map((chain) => {
			const last = chainOf(all, chain).at(-1)!;
			const said = { chain, n: last.seal.n, digest: digests.get(last._id)! };
			return [reportId.witness(chain), { ...said, at: 0, signature: by.sign(witnessText(said)) }];
		})
	);

/** What an auditor's device says of these facts. */
async function look(facts: readonly Fact[], reports = {}): Promise<readonly ChainAudit[]> {
	const device = await signingDevice({ role: 'trainer' }, { hand });
	await device.hear('training', facts, reports);
	const said = await audit(device);
	if (!('chains' in said)) throw new Error(said.failed);
	return said.chains;
}
const problemsOf = (chains: readonly ChainAudit[]) => chains.flatMap(({ problems }) => problems);
const factsOf = (chains: readonly ChainAudit[]) =>
	problemsOf(chains).flatMap(({ facts }) => [...facts]);

/** A changed fact comes from a store that somebody has rewritten. */
const without = (gone: Signed): readonly Signed[] => all.filter((fact) => fact !== gone);
const instead = (before: Signed, after: object): readonly Fact[] => [
	...without(before),
	{ ...before, ...after } as Signed
];
const anyFact = () => fc.constantFrom(...all);
const RUNS = { numRuns: 20 };

describe('signatures that nobody has touched', () => {
	test('are in order, with their witnesses and without', async () => {
		expect(problemsOf(await look(all))).toEqual([]);
		const chains = await look(all, witnesses());
		expect(problemsOf(chains)).toEqual([]);
		expect(chains.map(({ links, witnessed }) => [links, witnessed?.n]).sort()).toEqual([
			[3, 3],
			[6, 6],
			[9, 9]
		]);
	});

	test('are as good in copies, whose ids, counts and times are others', async () => {
		const copies = all.map((fact, i) => ({
			...fact,
			_id: fact._id.replace(/~[^~]+~[^~]+$/, `~relay000.1~${String(i + 1).padStart(6, '0')}`),
			count: fact.count + 900,
			at: { wall: 5 }
		}));
		expect(problemsOf(await look(copies, witnesses()))).toEqual([]);
		expect(problemsOf(await look([...all, ...copies], witnesses()))).toEqual([]);
	});
});

/** Each field that is claimed or sealed, with another value of the right shape. */
const EDITS: Record<string, (fact: Signed) => object> = {
	session: ({ session }) => ({ session: SESSIONS.find(({ id }) => id !== session)!.id }),
	person: ({ person }) => ({ person: PEOPLE.find((one) => one !== person) }),
	as: ({ as }) => ({ as: as === 'learner' ? 'trainer' : 'learner' }),
	way: ({ way }) => ({ way: way === 'code' ? 'badge' : 'code' }),
	strokes: ({ strokes }) => ({ strokes: `${strokes ?? ''}9z` }),
	'no strokes': ({ strokes }) =>
		strokes === undefined ? { strokes: '1a' } : { strokes: undefined },
	roll: ({ roll }) => ({ roll: roll === undefined ? 'r'.repeat(43) : undefined }),
	when: ({ when }) => ({ when: when - 60_000 })
};
const otherText = (text: string, at: number): string => {
	const i = at % text.length;
	const other = text[i] === 'A' ? 'B' : 'A';
	return text.slice(0, i) + other + text.slice(i + 1);
};
const SEAL_EDITS: Record<string, (seal: Signed['seal'], at: number) => object> = {
	chain: ({ chain }) => ({ chain: `${chain}x` }),
	role: ({ role }) => ({ role: role === 'trainer' ? 'kiosk' : 'trainer' }),
	centre: ({ centre }) => ({ centre: centre === undefined ? 'ydes' : undefined }),
	owner: ({ owner }) => ({ owner: owner === undefined ? BRUNO : undefined }),
	key: ({ key }, at) => ({ key: otherText(key, at) }),
	certificate: ({ certificate }, at) => ({ certificate: otherText(certificate, at) }),
	n: ({ n }) => ({ n: n + 1 }),
	prev: ({ prev }, at) => ({ prev: prev === undefined ? 'p'.repeat(43) : otherText(prev, at) }),
	signature: ({ signature }, at) => ({ signature: otherText(signature, at) })
};

describe('tampering is detected offline', () => {
	test.each(Object.keys(EDITS))('editing what was signed: %s', async (field) => {
		await fc.assert(
			fc.asyncProperty(anyFact(), async (fact) => {
				const chains = await look(instead(fact, EDITS[field]!(fact)));
				expect(problemsOf(chains).map((one) => one.is)).toContain('field');
				expect(factsOf(chains)).toContain(fact._id);
			}),
			{ numRuns: 6 }
		);
	});

	test.each(Object.keys(SEAL_EDITS))('editing the seal: %s', async (field) => {
		await fc.assert(
			fc.asyncProperty(anyFact(), fc.nat(), async (fact, at) => {
				const seal = { ...fact.seal, ...SEAL_EDITS[field]!(fact.seal, at) };
				const chains = await look(instead(fact, { seal }));
				expect(factsOf(chains)).toContain(fact._id);
			}),
			{ numRuns: 6 }
		);
	});

	test('deleting any but the last of a chain', async () => {
		await fc.assert(
			fc.asyncProperty(anyFact(), async (gone) => {
				const problems = problemsOf(await look(without(gone)));
				if (lastOf(all, gone)) expect(problems).toEqual([]);
				else expect(problems).toMatchObject([{ is: 'gap', n: gone.seal.n, count: 1 }]);
			}),
			RUNS
		);
	});

	test('truncating: not without a witness, and always with one', async () => {
		await fc.assert(
			fc.asyncProperty(anyFact(), async (from) => {
				const left = all.filter(
					({ seal }) => seal.chain !== from.seal.chain || seal.n < from.seal.n
				);
				expect(problemsOf(await look(left))).toEqual([]);
				expect(problemsOf(await look(left, witnesses()))).toMatchObject([
					{ is: 'short', n: chainOf(all, from.seal.chain).length }
				]);
			}),
			RUNS
		);
	});

	test('reordering: two that change places, hands and all', async () => {
		const pairs = fc
			.tuple(anyFact(), anyFact())
			.filter(([a, b]) => a !== b && a.seal.chain === b.seal.chain);
		await fc.assert(
			fc.asyncProperty(pairs, async ([a, b]) => {
				const places = (fact: Signed, other: Signed) => {
					const { n, prev } = other.seal;
					return { ...fact, seal: { ...fact.seal, n, prev } } as Signed;
				};
				const moved = all.map((fact) =>
					fact === a ? places(a, b) : fact === b ? places(b, a) : fact
				);
				expect(factsOf(await look(moved))).toEqual(expect.arrayContaining([a._id, b._id]));
			}),
			RUNS
		);
	});

	test('re-hashing: one is changed and all that follow are linked to it anew', async () => {
		await fc.assert(
			fc.asyncProperty(anyFact(), async (changed) => {
				const chain = chainOf(all, changed.seal.chain);
				const rest = all.filter(({ seal }) => seal.chain !== changed.seal.chain);
				const links: Signed[] = [];
				for (const fact of chain) {
					const before = links.at(-1);
					const prev = before && (await digestOf(before));
					const edit = fact === changed ? EDITS['when']!(fact) : {};
					links.push({ ...fact, ...edit, seal: { ...fact.seal, prev } } as Signed);
				}
				expect(factsOf(await look([...rest, ...links]))).toContain(changed._id);
			}),
			{ numRuns: 15 }
		);
	});

	test('signing it all again with another key, under the old certificate or one the network never gave', async () => {
		const forger = newKeys();
		const elsewhere = networkHand();
		for (const isOwnCertificate of [false, true]) {
			const links: Signed[] = [];
			for (const fact of chainOf(all, all[0]!.seal.chain)) {
				const before = links.at(-1);
				const prev = before && (await digestOf(before));
				const text = certificateText(sealOwner(fact.seal), forger.key);
				const certificate = isOwnCertificate ? elsewhere.sign(text) : fact.seal.certificate;
				const place = { chain: fact.seal.chain, n: fact.seal.n, prev };
				const forged = { ...fact, when: fact.when - 1 };
				const signature = forger.sign(sealText(forged, place));
				const seal = { ...fact.seal, prev, key: forger.key, certificate, signature };
				links.push({ ...forged, seal } as Signed);
			}
			const problems = problemsOf(await look(links.map((one) => JSON.parse(JSON.stringify(one)))));
			expect(problems.map((one) => one.is)).toEqual(links.map(() => 'certificate'));
		}
	});

	test('another hand that fits: the other signature with the same meaning is not what the next link names', async () => {
		const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
		const fact = all[0]!;
		const bytes = Buffer.from(fact.seal.signature, 'base64url');
		const s = N - BigInt(`0x${bytes.subarray(32).toString('hex')}`);
		const other = Buffer.concat([
			bytes.subarray(0, 32),
			Buffer.from(s.toString(16).padStart(64, '0'), 'hex')
		]).toString('base64url');
		const chains = await look(instead(fact, { seal: { ...fact.seal, signature: other } }));
		expect(problemsOf(chains)).toMatchObject([{ is: 'order', n: fact.seal.n + 1 }]);
	});

	test('a true signature that is shown again for another half-day, beside the true one', async () => {
		const fact = all.find(({ seal }) => seal.role === 'member')!;
		const other = SESSIONS.find(({ id }) => id !== fact.session)!.id;
		const _id = `${partsOf(fact._id).day}~${CENTRE}~evil0000.1~000001`;
		const chains = await look([...all, { ...fact, _id, session: other } as Signed]);
		expect(problemsOf(chains)).toEqual([{ is: 'field', facts: [_id], n: fact.seal.n }]);
	});

	test('a phone’s hand under somebody else’s signature, though phone and network are real', async () => {
		const keys = newKeys();
		const owner = { account: 'a_phone', role: 'member', person: ANNE } as const;
		const certificate = hand.sign(certificateText(owner, keys.key));
		const { session, as, way, when } = all[0]!;
		const claimed = { session, person: BRUNO, as, way, when };
		const signature = keys.sign(sealText(claimed, { chain: 'a_phone', n: 1 }));
		const seal = { chain: 'a_phone', role: 'member', owner: ANNE, key: keys.key };
		const fact = {
			...all[0]!,
			...claimed,
			_id: `${MONDAY}~${CENTRE}~phone000.1~000001`,
			seal: { ...seal, certificate, n: 1, signature }
		} as Signed;
		expect(problemsOf(await look([fact]))).toMatchObject([{ is: 'certificate' }]);
	});

	test('a chain that was made anew from a place the network has seen already', async () => {
		const own = 'member_fedcba9876543210';
		const device = await signingDevice({ role: 'member', person: ANNE, own }, { hand });
		await device.hear(
			'public',
			SESSIONS.map((one, i) => planned(one, i + 1))
		);
		await sign(device, { session: SESSIONS[0]!.id, person: ANNE, as: 'learner', way: 'button' });
		const [first] = (await device.written()) as readonly Signed[];
		const { chain } = first!.seal;
		const seen = { chain, n: 1, digest: 'd'.repeat(43) };
		const report = { ...seen, at: 0, signature: hand.sign(witnessText(seen)) };
		const chains = await look([first!], { [reportId.witness(chain)]: report });
		expect(problemsOf(chains)).toEqual([{ is: 'fork', facts: [first!._id], n: 1 }]);
	});

	test('a witness in another hand than the network’s', async () => {
		const chains = await look(all, witnesses(networkHand()));
		expect(problemsOf(chains).map((one) => one.is)).toEqual(chains.map(() => 'certificate'));
	});

	test('a whole chain that is gone, by its witness', async () => {
		const { chain } = all[0]!.seal;
		const left = all.filter(({ seal }) => seal.chain !== chain);
		expect(problemsOf(await look(left))).toEqual([]);
		expect(problemsOf(await look(left, witnesses()))).toMatchObject([{ is: 'short' }]);
	});
});
