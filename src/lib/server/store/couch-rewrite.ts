import type { DatabaseName } from '../../domain/ids';
import type { CouchHttp } from './couch-http';
import type { Pointer, Pointers } from './couch-pointers';
import { FROM_THE_START, isDesign, type Pouch } from './pouch';
import type { Doc, Rewritten } from './store';
import { copy, pageOf, type ReadPage } from './survivors';

/** What moving a database needs of the CouchDB it lives in. */
export interface Moving {
	readonly http: CouchHttp;
	readonly pointers: Pointers;
	/** The physical name, encoded as a part of a path. */
	pathOf(db: DatabaseName, generation: number): string;
	pouchOf(db: DatabaseName, generation: number): Pouch;
	/** Milliseconds a closed generation may take until it refuses. */
	readonly patience: number;
}

/** Writers of a closed generation are told so by a name that no other rule uses. */
export const CLOSED = 'unauthorized';
const CLOSING = {
	_id: '_design/closed',
	language: 'javascript',
	validate_doc_update: `(function () { throw { ${CLOSED}: 'this generation is closed' }; })`
};
const PAUSE = 25;

/**
 * Moves survivors into the next generation while other gateways go on. CouchDB
 * takes a new rule into account a moment after it has confirmed it, and a write
 * it has already let in may come later still: hence the probe, the second look
 * behind a write of our own, and the third after the switch.
 * Rejects where somebody else has taken over; then the database is theirs to open.
 */
export async function moveOn(
	moving: Moving,
	free: Pointer & { readonly current: number },
	keep: (doc: Doc) => boolean
): Promise<Rewritten> {
	const { _id: db, current, last } = free;
	const { pointers, pathOf, pouchOf, http } = moving;
	const [old, next] = [pouchOf(db, current), pouchOf(db, last + 1)];
	let pointer: Pointer = free;
	const hold = async (change: Partial<Pointer> = {}): Promise<void> => {
		pointer = expectOurs(await pointers.write({ ...pointer, ...change }));
	};
	const read: ReadPage = async (since) => {
		await hold();
		return pageOf(old, since);
	};
	const barrier = () => close(moving, db, current);

	await hold({ last: last + 1, next: last + 1 });
	await expectDone(http.json(`${pathOf(db, last + 1)}?q=1`, 'PUT'));
	await sameReaders(moving, db, current, last + 1);
	await close(moving, db, current);
	await untilRefused(moving, db, current);
	const first = await copy(read, keep, FROM_THE_START, next);
	await barrier();
	const second = await copy(read, keep, first.seq, next);
	await sameDesigns(old, next);
	await hold({ current: last + 1, next: undefined });
	await barrier();
	await copy((since) => pageOf(old, since), keep, second.seq, next);
	return { kept: first.kept + second.kept, left: first.left + second.left };
}

/** Puts an abandoned generation back into use. Whoever was moving it finds the pointer changed. */
export async function reopen(moving: Moving, abandoned: Pointer): Promise<void> {
	const { http, pointers, pathOf } = moving;
	const { _id: db, current, next } = abandoned;
	const ours = await pointers.write(abandoned);
	if (!ours || current === null || next === undefined) return;
	const path = `${pathOf(db, current)}/${CLOSING._id}`;
	const { status, body } = await http.json(path);
	if (status === 200) await expectDone(http.json(`${path}?rev=${body._rev}`, 'DELETE'));
	await destroy(moving, db, next);
	await pointers.write({ ...ours, next: undefined });
}

export async function destroy({ http, pathOf }: Moving, db: DatabaseName, generation: number) {
	const { status } = await http.json(pathOf(db, generation), 'DELETE');
	if (status !== 200 && status !== 404) throw new Error(`${db} was not destroyed: ${status}`);
}

/** Written again, it comes after everything that was let in before. */
async function close({ http, pathOf }: Moving, db: DatabaseName, generation: number) {
	const path = `${pathOf(db, generation)}/${CLOSING._id}`;
	const { body } = await http.json(path);
	await expectDone(http.json(path, 'PUT', { ...CLOSING, _rev: body._rev }));
}

/** Tries with what leaves no trace where it is still let in: the deletion of nothing. */
async function untilRefused(moving: Moving, db: DatabaseName, generation: number) {
	const { http, pathOf, patience } = moving;
	const nothing = { docs: [{ _id: 'nothing', _deleted: true }] };
	for (const end = performance.now() + patience; performance.now() < end;) {
		const { body } = await http.json(`${pathOf(db, generation)}/_bulk_docs`, 'POST', nothing);
		if (body[0]?.error === CLOSED) return;
		await new Promise((resolve) => setTimeout(resolve, PAUSE));
	}
	throw new Error(`${db} does not close`);
}

async function sameReaders(moving: Moving, db: DatabaseName, from: number, to: number) {
	const { http, pathOf } = moving;
	const { body } = await http.json(`${pathOf(db, from)}/_security`);
	await expectDone(http.json(`${pathOf(db, to)}/_security`, 'PUT', body));
}

/** After the survivors, so that no rule of today judges what was let in before it. */
async function sameDesigns(old: Pouch, next: Pouch): Promise<void> {
	const options = { startkey: '_design/', endkey: '_design0', include_docs: true };
	const { rows } = await old.allDocs(options);
	const designs = rows.flatMap(({ id, doc }) => (doc && id !== CLOSING._id ? [doc] : []));
	const results = await next.bulkDocs(
		designs.filter(({ _id }) => isDesign(_id)),
		{ new_edits: false }
	);
	if (results.some(({ ok }) => !ok)) throw new Error('the rules did not come along');
}

async function expectDone(answered: Promise<{ status: number; body: unknown }>): Promise<void> {
	const { status, body } = await answered;
	if (status >= 300) throw new Error(`CouchDB would not: ${status}`, { cause: body });
}

function expectOurs(written: Pointer | undefined): Pointer {
	if (!written) throw new Error('another gateway has taken over');
	return written;
}
