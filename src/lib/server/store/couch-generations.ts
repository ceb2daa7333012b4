import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseName } from '../../domain/ids';
import type { Pointer } from './couch-pointers';
import { destroy, moveOn, reopen, type Moving } from './couch-rewrite';
import { partsOfPhysical } from './generations';
import { FROM_THE_START } from './pouch';
import type { Doc, Rewritten } from './store';
import { count, pageOf } from './survivors';

/** Where each database is now, as several gateways over one CouchDB agree on it. */
export interface Generations {
	/** As last heard; `null` for one that was dropped. */
	current(db: DatabaseName): Promise<number | null>;
	/** Asks again. False too where nobody answers. */
	hasMoved(db: DatabaseName, from: number): Promise<boolean>;
	/** What was heard may be old. */
	forget(db: DatabaseName): void;
	/** For who was refused by a closed generation: to be tried again when this resolves. */
	closed(db: DatabaseName): Promise<void>;
	/** The generation to be made where there is none: of one that was dropped the next. */
	revive(db: DatabaseName): Promise<number>;
	/** What a rewrite would do. Also ends what one that was interrupted had begun. */
	foresee(db: DatabaseName, keep: (doc: Doc) => boolean): Promise<Rewritten>;
	rewrite(db: DatabaseName, keep: (doc: Doc) => boolean): Promise<Rewritten>;
	drop(db: DatabaseName): Promise<void>;
}

export interface GenerationParts extends Moving {
	readonly prefix: string;
	/** Milliseconds without a sign of life after which a move is taken for abandoned. */
	readonly abandoned: number;
}

const PAUSE = 100;

export function followGenerations(parts: GenerationParts): Generations {
	const { pointers, http, prefix, abandoned, patience } = parts;
	const heard = new Map<DatabaseName, number | null>();
	/** When a pointer was first seen as it is, by this process's own clock. */
	const seen = new Map<DatabaseName, { readonly rev: string | undefined; readonly at: number }>();

	async function ask(db: DatabaseName): Promise<Pointer> {
		const pointer = await pointers.read(db);
		heard.set(db, pointer.current);
		if (!seen.has(db) || seen.get(db)?.rev !== pointer._rev)
			seen.set(db, { rev: pointer._rev, at: performance.now() });
		return pointer;
	}

	async function openOrWait(pointer: Pointer): Promise<void> {
		const since = seen.get(pointer._id)?.at ?? performance.now();
		if (performance.now() - since > abandoned) await reopen(parts, pointer);
		else await pause(Math.min(PAUSE, abandoned));
	}

	/** The pointer while nobody moves the database. */
	async function free(db: DatabaseName): Promise<Pointer> {
		for (const end = performance.now() + abandoned + patience; performance.now() < end;) {
			const pointer = await ask(db);
			if (pointer.next === undefined) return pointer;
			await openOrWait(pointer);
		}
		throw new Error(`${db} is being rewritten by another gateway`);
	}

	async function generationsOf(db: DatabaseName): Promise<number[]> {
		const { body } = await http.json('_all_dbs');
		return (body as string[])
			.filter((name) => name.startsWith(prefix))
			.map((name) => partsOfPhysical(name.slice(prefix.length)))
			.flatMap((its) => (its?.db === db ? [its.generation] : []));
	}

	/** Destroys what a move that was interrupted has left. True where there is a current generation. */
	async function tidy(pointer: Pointer): Promise<boolean> {
		const { _id: db, current, last } = pointer;
		const all = (await generationsOf(db)).filter((one) => one <= last);
		// Nobody moves back; but somebody might just be moving forward, and finds this pointer changed.
		const isAbove = all.some((one) => current !== null && one > current);
		if (isAbove && !(await pointers.write(pointer)))
			throw new Error(`${db} is being rewritten by another gateway`);
		for (const one of all) if (one !== current) await destroy(parts, db, one);
		return current !== null && all.includes(current);
	}

	return {
		async current(db) {
			const known = heard.get(db);
			return known === undefined ? (await ask(db)).current : known;
		},
		hasMoved: (db, from) =>
			ask(db).then(
				({ current }) => current !== from,
				() => false
			),
		forget: (db) => void heard.delete(db),
		async closed(db) {
			const before = heard.get(db);
			const pointer = await ask(db);
			if (pointer.current === before) await openOrWait(pointer);
		},
		async revive(db) {
			for (;;) {
				const pointer = await ask(db);
				if (pointer.current !== null) return pointer.current;
				const next = pointer.last + 1;
				await pointers.write({ ...pointer, current: next, last: next });
			}
		},
		async foresee(db, keep) {
			const pointer = await free(db);
			if (!(await tidy(pointer)) || pointer.current === null) return { kept: 0, left: 0 };
			const old = parts.pouchOf(db, pointer.current);
			return count((since) => pageOf(old, since), keep, FROM_THE_START);
		},
		async rewrite(db, keep) {
			const pointer = await free(db);
			const { current } = pointer;
			if (current === null) return { kept: 0, left: 0 };
			const moved = moveOn(parts, { ...pointer, current }, keep);
			const rewritten = await moved.catch(async (error: unknown) => {
				const now = await ask(db);
				if (now.next === pointer.last + 1) await reopen(parts, now);
				throw error;
			});
			await ask(db);
			await destroy(parts, db, current);
			return rewritten;
		},
		async drop(db) {
			const pointer = await free(db);
			const dropped = { ...pointer, current: null };
			if (pointer.current !== null) {
				if (!(await generationsOf(db)).includes(pointer.current)) return;
				if (!(await pointers.write(dropped)))
					throw new Error(`${db} was moved while it was to be dropped`);
				heard.set(db, null);
			}
			await tidy(dropped);
		}
	};
}
