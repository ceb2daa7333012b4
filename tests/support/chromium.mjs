import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { packagedChromium } from './packaged-chromium.mjs';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/**
 * A Chromium ready to launch. Spread it into Playwright's `launch()` or `launchPersistentContext()`:
 * `chromiumSandbox` is part of it because Playwright switches the sandbox off unless told not to.
 * @typedef {object} Chromium
 * @property {string} executablePath
 * @property {Record<string, string>} env the whole environment for the browser process
 * @property {string[]} args
 * @property {boolean} chromiumSandbox
 * @property {'CHROMIUM_PATH' | 'playwright' | 'system' | 'packaged'} source
 */

/**
 * The browser for tests, from whatever this machine has: what `CHROMIUM_PATH` names, then
 * Playwright's own download, then a system Chromium, then the one carried by npm, which needs
 * nothing from the system but a C library.
 * @returns {Promise<Chromium>}
 */
export async function chromium() {
	const browser =
		(await named()) ?? (await downloaded()) ?? (await installed()) ?? (await carried());
	const chromiumSandbox = await sandboxWorks();
	return {
		executablePath: browser.executablePath,
		source: browser.source,
		env: { ...environment(), ...browser.env },
		args: [...QUIET, ...(chromiumSandbox ? [] : ['--no-sandbox'])],
		chromiumSandbox
	};
}

/**
 * Nothing may leave the machine and nothing may compete with the page for the link under test.
 * No `--disable-features` here: Chromium keeps only the last one, which would undo Playwright's.
 */
const QUIET = [
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-default-apps',
	'--disable-domain-reliability',
	'--disable-quic',
	'--disable-sync',
	'--metrics-recording-only',
	'--no-default-browser-check',
	'--no-first-run'
];

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** @typedef {Pick<Chromium, 'executablePath' | 'source'> & { env?: Record<string, string> }} Found */

/** @returns {Promise<Found | undefined>} */
async function named() {
	const executablePath = process.env['CHROMIUM_PATH'];
	if (!executablePath) return;
	// A name given on purpose that leads nowhere is a mistake to hear about, not to work around.
	if (!(await executable(executablePath)))
		throw new Error(`CHROMIUM_PATH is not an executable file: ${executablePath}`);
	return { executablePath, source: 'CHROMIUM_PATH' };
}

/** @returns {Promise<Found | undefined>} */
async function downloaded() {
	const { chromium: playwright } = require('@playwright/test');
	const executablePath = playwright.executablePath();
	if (executablePath && (await executable(executablePath)))
		return { executablePath, source: 'playwright' };
}

/** @returns {Promise<Found | undefined>} */
async function installed() {
	const folders = new Set([...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin']);
	for (const name of SYSTEM_NAMES)
		for (const folder of folders) {
			if (!folder) continue;
			const executablePath = join(folder, name);
			if ((await executable(executablePath)) && (await answers(executablePath)))
				return { executablePath, source: 'system' };
		}
}

/** @returns {Promise<Found>} */
async function carried() {
	return { ...(await packagedChromium()), source: 'packaged' };
}

/** @param {string} path */
const executable = (path) =>
	access(path, constants.X_OK).then(
		() => true,
		() => false
	);

/**
 * Ubuntu's `chromium-browser` is a script that only asks for a snap: present, executable, no browser.
 * @param {string} path
 */
const answers = (path) =>
	run(path, ['--version'], { timeout: 20_000 }).then(
		({ stdout }) => /chrom/i.test(stdout),
		() => false
	);

/** Chromium's sandbox needs a user other than root and a kernel that grants user namespaces. */
async function sandboxWorks() {
	if (process.platform !== 'linux') return true;
	if (process.getuid?.() === 0) return false;
	return run('unshare', ['--user', '--map-root-user', 'true'], { timeout: 5_000 }).then(
		() => true,
		() => false
	);
}

/** @returns {Record<string, string>} */
const environment = () =>
	Object.fromEntries(
		Object.entries(process.env).flatMap(([name, value]) =>
			value === undefined ? [] : [[name, value]]
		)
	);
