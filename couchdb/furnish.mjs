/**
 * Puts into a database what belongs there. Doing it again changes nothing that is
 * as it should be.
 */

/** @typedef {(path: string, method?: string, body?: unknown) => Promise<{ status: number, body: any }>} Ask */

/**
 * Who may read comes before anything is there to be read.
 * @param {Ask} ask
 * @param {string} name the physical database, encoded
 * @param {import('./contents.mjs').Contents} contents
 * @returns {Promise<string[]>} what was not yet as it should be
 */
export async function furnish(ask, name, { security, designs }) {
	const changed = [];
	if (await secure(ask, name, security)) changed.push('readers set');
	for (const design of designs)
		if (await put(ask, name, design)) changed.push(`${design._id} written`);
	return changed;
}

/** @param {Ask} ask @param {string} name @param {unknown} wanted */
async function secure(ask, name, wanted) {
	const path = `${name}/_security`;
	if (same((await ask(path)).body, wanted)) return false;
	expectDone(await ask(path, 'PUT', wanted), path);
	return true;
}

/** @param {Ask} ask @param {string} name @param {{ _id: string }} design */
async function put(ask, name, design) {
	const path = `${name}/${design._id}`;
	const there = await ask(path);
	const { _rev, ...body } = there.status === 200 ? there.body : { _rev: undefined };
	if (same(body, design)) return false;
	const written = await ask(path, 'PUT', { ...design, _rev });
	// Another server does the same at the same time.
	if (written.status !== 409) expectDone(written, path);
	return true;
}

/** @param {{ status: number, body: any }} answer @param {string} path */
function expectDone({ status, body }, path) {
	if (status >= 300) throw new Error(`${path} was not written: ${body.reason}`);
}

/** @param {unknown} a @param {unknown} b */
const same = (a, b) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/** @param {any} value @returns {unknown} */
const sorted = (value) =>
	typeof value !== 'object' || value === null || Array.isArray(value)
		? value
		: Object.fromEntries(
				Object.keys(value)
					.sort()
					.map((key) => [key, sorted(value[key])])
			);
