/**
 * Everything that is tested, from a clean clone: installs what is missing (a
 * browser included), builds, checks formatting, lint, types and sizes, runs unit,
 * contract and simulation tests and the stories in a real browser. Goes on after
 * a failure, and closes with one line: N passed, N failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { buildWhatIsStale } from './build.mjs';
import { installWhatIsMissing, root } from './install.mjs';

const results = join(root, 'test-results');
const bin = (/** @type {string[]} */ ...path) => join('node_modules', ...path);
const node = process.execPath;

/**
 * `again`: those of the passed that held only when tried a second time; `broken`: what failed, and why.
 * @typedef {{ passed: number, failed: number, again?: number, broken?: string[] }} Count
 */
/** @type {({ name: string } & Count)[]} */
const tally = [];

installWhatIsMissing();
buildWhatIsStale();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

check('format', [bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.']);
check('lint', [bin('eslint', 'bin', 'eslint.js'), '.']);
check('types', [join('scripts', 'types.mjs')]);
check('size', [join('scripts', 'size.mjs')]);
suite(
	'unit',
	[
		bin('vitest', 'vitest.mjs'),
		'run',
		'--reporter=default',
		'--reporter=json',
		'--outputFile.json=test-results/unit.json'
	],
	'unit.json',
	({ numPassedTests, numFailedTests, testResults }) => {
		// A file that cannot be loaded has no failed test of its own.
		const broken = testResults.flatMap(brokenIn);
		return { passed: numPassedTests, failed: Math.max(numFailedTests, broken.length), broken };
	}
);
suite('browser', [bin('@playwright', 'test', 'cli.js'), 'test'], 'e2e.json', (report) => ({
	passed: report.stats.expected + report.stats.flaky,
	failed: report.stats.unexpected,
	again: report.stats.flaky,
	broken: report.suites.flatMap(brokenUnder)
}));

const sum = (/** @type {'passed' | 'failed'} */ what) =>
	tally.reduce((all, part) => all + part[what], 0);
console.log('');
// Named once more at the end: what failed an hour ago has long scrolled away.
for (const { broken = [] } of tally) for (const line of broken) console.log(`✗ ${line}`);
for (const { name, passed, failed, again } of tally)
	console.log(
		`${failed ? '✗' : '✓'} ${name.padEnd(8)} ${passed} passed${again ? ` (${again} at the second try)` : ''}${failed ? `, ${failed} failed` : ''}`
	);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;

/**
 * One thing that holds or does not.
 * @param {string} name
 * @param {string[]} args
 */
function check(name, args) {
	console.log(`\n— ${name}`);
	const { status } = spawn(args);
	tally.push({ name, passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 });
}

/**
 * A runner that counts its own tests into a JSON file.
 * @param {string} name
 * @param {string[]} args
 * @param {string} file
 * @param {(report: any) => Count} count
 */
function suite(name, args, file, count) {
	console.log(`\n— ${name}`);
	const { status } = spawn(args);
	const path = join(results, file);
	/** @type {Count} */
	const report = existsSync(path)
		? count(JSON.parse(readFileSync(path, 'utf8')))
		: { passed: 0, failed: 1 };
	// A runner that fails without a failed test has failed all the same.
	if (status !== 0 && report.failed === 0) report.failed = 1;
	tally.push({ name, ...report });
}

/** @param {string[]} args */
function spawn(args) {
	return spawnSync(node, args, {
		cwd: root,
		stdio: 'inherit',
		env: { ...process.env, FORCE_COLOR: '0' }
	});
}

/**
 * What failed in a file of vitest's report: its tests, or the file itself where it never came to one.
 * @param {{ name: string, status: string, message: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }} file
 * @returns {string[]}
 */
function brokenIn({ name, status, message, assertionResults }) {
	const failed = assertionResults.filter((test) => test.status === 'failed');
	if (failed.length === 0) return status === 'failed' ? [inShort(name, [message])] : [];
	return failed.map((test) => inShort(`${name} › ${test.fullName}`, test.failureMessages));
}

/**
 * What failed in a suite of Playwright's report and in those inside it.
 * @param {{ suites?: any[], specs: { ok: boolean, file: string, title: string, tests: { results: { error?: { message?: string } }[] }[] }[] }} suite
 * @returns {string[]}
 */
function brokenUnder({ suites = [], specs }) {
	const failed = specs.filter(({ ok }) => !ok);
	return [
		...failed.map(({ file, title, tests }) =>
			inShort(
				`${file} › ${title}`,
				tests.flatMap(({ results }) => results.map(({ error }) => error?.message ?? ''))
			)
		),
		...suites.flatMap(brokenUnder)
	];
}

/** @param {string} what @param {string[]} why */
function inShort(what, why) {
	const first = stripVTControlCharacters(why.find(Boolean) ?? '');
	return `${what.replace(join(root, '/'), '')}\n    ${first.split('\n', 3).join(' ').slice(0, 400)}`;
}
