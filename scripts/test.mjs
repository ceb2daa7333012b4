/**
 * Everything that is tested, from a clean clone: installs what is missing (a
 * browser included), builds, checks formatting, lint, types and sizes, runs unit,
 * contract and simulation tests and the stories in a real browser. Goes on after
 * a failure, and closes with one line: N passed, N failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildWhatIsStale } from './build.mjs';
import { installWhatIsMissing, root } from './install.mjs';

const results = join(root, 'test-results');
const bin = (/** @type {string[]} */ ...path) => join('node_modules', ...path);
const node = process.execPath;

/** `again`: those of the passed that held only when tried a second time. @type {{ name: string, passed: number, failed: number, again?: number }[]} */
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
	({ numPassedTests, numFailedTests, numFailedTestSuites }) => ({
		passed: numPassedTests,
		// A file that cannot be loaded has no failed test of its own.
		failed: Math.max(numFailedTests, Math.min(1, numFailedTestSuites))
	})
);
suite('browser', [bin('@playwright', 'test', 'cli.js'), 'test'], 'e2e.json', ({ stats }) => ({
	passed: stats.expected + stats.flaky,
	failed: stats.unexpected,
	again: stats.flaky
}));

const sum = (/** @type {'passed' | 'failed'} */ what) =>
	tally.reduce((all, part) => all + part[what], 0);
console.log('');
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
 * @param {(report: any) => { passed: number, failed: number, again?: number }} count
 */
function suite(name, args, file, count) {
	console.log(`\n— ${name}`);
	const { status } = spawn(args);
	const path = join(results, file);
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
