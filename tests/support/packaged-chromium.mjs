import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';

/**
 * The Chromium carried by the npm package `@sparticuz/chromium`, inflated once per version and user
 * below the system's temporary directory. The archives are read here rather than through the
 * package's own function, which reuses whatever half-written file it finds, keeps the old browser
 * after an upgrade, and declares a newer Node than ours.
 */

/**
 * Safe to call from several processes at once and after a run that was killed half-way: a directory
 * only gets its final name when all of it is there.
 * @returns {Promise<{ executablePath: string, env: Record<string, string> }>}
 */
export async function packagedChromium() {
	if (process.platform !== 'linux' || process.arch !== 'x64')
		throw new Error(
			`No Chromium found, and the packaged one is for Linux x64, not ${process.platform} ${process.arch}. ` +
				'Run "npx playwright install chromium" or set CHROMIUM_PATH.'
		);
	const home = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')));
	const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'));
	const place = join(tmpdir(), `telecentres-chromium-${version}-u${process.getuid?.()}`);

	if (!(await complete(place))) await inflateTo(place, join(home, 'bin'));
	return {
		executablePath: join(place, 'chromium'),
		env: {
			LD_LIBRARY_PATH: [join(place, 'lib'), process.env['LD_LIBRARY_PATH']]
				.filter(Boolean)
				.join(':'),
			FONTCONFIG_PATH: place,
			FONTCONFIG_FILE: join(place, 'fonts.conf')
		}
	};
}

const CONTENTS = 'contents.json';

/**
 * Every file there, of the right size, and ours: temporary directories are shared with other users
 * and swept piece by piece by the system.
 * @param {string} place
 */
async function complete(place) {
	const owner = await lstat(place).then(({ uid }) => uid, absent);
	if (owner === undefined) return false;
	if (owner !== process.getuid?.()) throw new Error(`${place} belongs to another user: remove it`);
	const listed = await readFile(join(place, CONTENTS), 'utf8').catch(absent);
	if (!listed?.endsWith('}')) return false;
	for (const [path, size] of Object.entries(JSON.parse(listed)))
		if ((await stat(join(place, path)).catch(absent))?.size !== size) return false;
	return true;
}

/**
 * @param {string} place
 * @param {string} archives
 */
async function inflateTo(place, archives) {
	await sweep(place);
	const draft = `${place}.${process.pid}.${randomUUID()}`;
	await mkdir(draft, { mode: 0o700 });
	try {
		/** @type {Record<string, number>} */
		const contents = {};
		for (const name of ['al2023', 'fonts', 'swiftshader'])
			Object.assign(contents, await unpack(join(archives, `${name}.tar.br`), draft));
		await pipeline(
			createReadStream(join(archives, 'chromium.br')),
			createBrotliDecompress(),
			createWriteStream(join(draft, 'chromium'), { mode: 0o755, flush: true })
		);
		contents['chromium'] = (await stat(join(draft, 'chromium'))).size;
		// The package's own fonts.conf names directories of another machine.
		const config = fontConfig(place);
		await writeFile(join(draft, 'fonts.conf'), config);
		contents['fonts.conf'] = Buffer.byteLength(config);
		await writeFile(join(draft, CONTENTS), JSON.stringify(contents));
		await settle(draft, place);
	} finally {
		await rm(draft, { recursive: true, force: true });
	}
}

/**
 * @param {string} draft
 * @param {string} place
 */
async function settle(draft, place) {
	for (let tries = 3; ; tries--)
		try {
			return await rename(draft, place);
		} catch (error) {
			const { code } = /** @type {NodeJS.ErrnoException} */ (error);
			if (tries === 0 || (code !== 'ENOTEMPTY' && code !== 'EEXIST')) throw error;
			// Another run was faster, which is as good; a damaged directory is moved out of the way.
			if (await complete(place)) return;
			const damaged = `${place}.${process.pid}.${randomUUID()}`;
			await rename(place, damaged).catch(absent);
			await rm(damaged, { recursive: true, force: true });
		}
}

/**
 * Drafts of runs that no longer exist, 200 MB each.
 * @param {string} place
 */
async function sweep(place) {
	for (const name of await readdir(dirname(place))) {
		const [draft, pid] = name.startsWith(`${basename(place)}.`)
			? [join(dirname(place), name), Number(name.slice(basename(place).length + 1).split('.')[0])]
			: [];
		if (draft && pid && !running(pid)) await rm(draft, { recursive: true, force: true });
	}
}

/**
 * "Not there" as a value; any other failure stays one.
 * @param {NodeJS.ErrnoException} error
 * @returns {undefined}
 */
const absent = (error) => {
	if (error.code !== 'ENOENT') throw error;
};

/** @param {number} pid */
const running = (pid) => {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH';
	}
};

/**
 * The plain files and folders of a tar archive, which is all these hold; anything else is refused.
 * @param {string} archive
 * @param {string} into
 * @returns {Promise<Record<string, number>>} the size of each file by its path
 */
async function unpack(archive, into) {
	const tar = await promisify(brotliDecompress)(await readFile(archive));
	/** @type {Record<string, number>} */
	const sizes = {};
	for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
		const text = (/** @type {number} */ from, /** @type {number} */ length) =>
			tar.toString('utf8', at + from, at + from + length).split('\0')[0] ?? '';
		const [path, mode, size, kind] = [
			text(0, 100),
			parseInt(text(100, 8), 8),
			parseInt(text(124, 12), 8),
			text(156, 1)
		];
		if (text(345, 155) || path.split('/').includes('..') || !['', '0', '5'].includes(kind))
			throw new Error(`${archive}: unexpected entry ${path} of kind "${kind}"`);
		at += 512;
		if (kind === '5') await mkdir(join(into, path), { recursive: true });
		else {
			await mkdir(dirname(join(into, path)), { recursive: true });
			await writeFile(join(into, path), tar.subarray(at, at + size), { mode, flush: true });
			sizes[path] = size;
		}
		at += Math.ceil(size / 512) * 512;
	}
	return sizes;
}

/** @param {string} place */
const fontConfig = (place) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
	<dir>${place}/fonts</dir>
	<cachedir>${place}/fonts-cache</cachedir>
</fontconfig>
`;
