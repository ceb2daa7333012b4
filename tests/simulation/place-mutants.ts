import type { Device } from '../../src/lib/domain/device';
import type { Draft, Fact } from '../../src/lib/domain/facts';
import { ledgerFold, rightKey, type LedgerPage } from '../../src/lib/domain/folds/ledger';
import { opsId } from '../../src/lib/domain/ids';
import { is } from '../../src/lib/domain/kinds';
import type { PageValues, Sort } from '../../src/lib/domain/pages';
import { holderOf, SERVER } from '../../src/lib/domain/places/holders';
import { HALF_DAY_SLOTS } from '../../src/lib/domain/places/slots';
import type { FactLog } from '../../src/lib/ports/fact-log';
import type { Doc } from '../../src/lib/server/store/store';
import { holderNameOf } from '../../src/lib/usecases/places';
import type { Mutant } from './mutant';

/** Mistakes about who may give which place, each made around a port or in the place of one rule. */
export const PLACE_MUTANTS: Readonly<Record<string, Mutant>> = {
	'a holder gives what it does not hold': {
		log: seeing((page, device) => {
			const me = holderNameOf(device);
			for (const unit of ['desk-1', 'desk-2', 'desk-3'])
				for (const slot of HALF_DAY_SLOTS) {
					const right = page.rights[rightKey(unit, slot)] ?? { holder: SERVER, gen: 0 };
					if (right.claim === undefined)
						page.rights[rightKey(unit, slot)] = { ...right, holder: me };
				}
		})
	},
	'a place is passed on without how often it was given': {
		log: seeing((page, device) => {
			const me = holderNameOf(device);
			for (const right of Object.values(page.rights))
				if (right.holder === me && right.claim === undefined) right.gen = 0;
		})
	},
	'whoever hears of a claim answers it': {
		log: seeing((page, device) => {
			const me = holderNameOf(device);
			for (const [id, claim] of Object.entries(page.claims))
				if (claim.to === SERVER && claim.by === undefined) page.claims[id] = { ...claim, to: me };
		}),
		rules: folding((add) => (page, fact) => {
			const asked = is(fact, 'place.granted/1') && fact.claim;
			const claim = asked ? page.claims[asked] : undefined;
			if (asked && claim && !claim.held) page.claims[asked] = { ...claim, to: holderOf(fact._id) };
			add(page, fact);
		})
	},
	'a place is passed on while somebody has it': {
		log: (log) => ({
			...log,
			commit: (reads, decide) =>
				log.commit(reads, (read, device) => {
					const decided = decide(read, device);
					const given = decided.drafts.filter(
						({ kind, fields }) => kind === 'place.granted' && fields['claim'] === undefined
					);
					const passed = given.map((draft): Draft => {
						const { rights } = draft.fields;
						return {
							...draft,
							kind: 'place.transferred',
							by: device.device,
							fields: { rights, to: SERVER }
						};
					});
					return { ...decided, drafts: [...decided.drafts, ...passed] };
				})
		}),
		rules: folding((add) => (page, fact) => {
			if (!is(fact, 'place.transferred/1')) return add(page, fact);
			const from = holderOf(fact._id);
			for (const [unit, slot, gen] of fact.rights) {
				const right = page.rights[rightKey(unit, slot)] ?? { holder: SERVER, gen: 0 };
				if (right.holder !== from || right.gen !== gen) continue;
				if (right.claim !== undefined) delete page.claims[right.claim]?.held;
				page.rights[rightKey(unit, slot)] = { holder: fact.to, gen: gen + 1 };
			}
		})
	},
	'the clock says whose claim was first': {
		relayStore: (store) => ({
			...store,
			async changes(db, since, limit) {
				const changes = await store.changes(db, since, limit);
				return 'gone' in changes ? changes : { ...changes, docs: byClock(changes.docs) };
			}
		})
	},
	'somebody is taken not to have come while a kiosk is silent': {
		relayStore: (store) => ({
			...store,
			async range(db, from, to) {
				const docs = await store.range(db, from, to);
				if (db !== 'ops' || from !== opsId.device('')) return docs;
				return docs.map((doc): Doc => ({
					...doc,
					seenAt: Number.MAX_SAFE_INTEGER,
					waiting: 0,
					heart: undefined
				}));
			}
		})
	},
	'who takes back a change is left without either place': {
		relayStore: (store) => ({
			...store,
			async range(db, from, to) {
				const docs = await store.range(db, from, to);
				return docs.map(({ keeps: _keeps, ...doc }): Doc => doc);
			}
		})
	},
	'a server that was put back goes on giving places': {
		relayStore: (store) => ({
			...store,
			async get(db, id) {
				const doc = await store.get(db, id);
				if (db !== 'ops' || id !== opsId.instance) return doc;
				const numbering = await store.get('ops', opsId.holder);
				return doc && numbering ? { ...doc, name: numbering['instance'] } : doc;
			}
		})
	}
};

/** Claims change places among themselves. */
function byClock(docs: readonly Doc[]): readonly Doc[] {
	const isClaim = ({ kind }: Doc): boolean => kind === 'place.claimed';
	const wall = ({ at }: Doc): number => (at as Fact['at']).wall;
	const claims = docs.filter(isClaim).sort((a, b) => wall(a) - wall(b));
	return docs.map((doc) => (isClaim(doc) ? claims.shift()! : doc));
}

/** A kiosk that reads its ledgers wrong. */
function seeing(wrong: (page: LedgerPage, device: Device) => void): (log: FactLog) => FactLog {
	return (log) => ({
		...log,
		commit: (reads, decide) =>
			log.commit(reads, (read, device) => {
				if (device.role !== 'kiosk') return decide(read, device);
				return decide(<S extends Sort>(key: string, sort: S): PageValues[S] => {
					const page = read(key, sort);
					if (sort !== 'ledger') return page;
					const seen = structuredClone(page) as LedgerPage;
					wrong(seen, device);
					return seen as PageValues[S];
				}, device);
			})
	});
}

type Add = (page: LedgerPage, fact: Fact) => void;

/** Every ledger, on every device and on the server, is folded by another rule. */
function folding(other: (add: Add) => Add): () => () => void {
	return () => {
		const fold = ledgerFold as { add: Add };
		const { add } = fold;
		fold.add = other(add);
		return () => void (fold.add = add);
	};
}
