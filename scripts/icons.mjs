/**
 * Draws the icon that systems cut to a shape of their own. What matters has to lie
 * in the middle circle of 80 % (https://www.w3.org/TR/appmanifest/#icon-masks), so
 * the picture is set smaller on its own ground. Run by hand when the icon changes;
 * the picture is kept in the repository. Needs the browser that the tests use.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromium as found } from '../tests/support/chromium.mjs';
import { root } from './install.mjs';

const SIZE = 512;
/** How much of its size the picture keeps: the house and the sun then lie in the circle. */
const SCALE = 0.75;
/** How far the hills go on beyond the picture's own edge, in its units. */
const BEYOND = 200;

const drawn = await readFile(join(root, 'static', 'icon.svg'), 'utf8');
const inside = drawn.replace(/^<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '');
const margin = (SIZE * (1 - SCALE)) / 2;
// Sky behind, and each hill carried on to the edges in its own colour.
const ground = `<path fill="#22603a" d="M${-BEYOND} ${-BEYOND}h912v912h-912z"/>`;
const hills =
	`<path fill="#2f7449" d="M-200 400Q-70 372 0 352h512Q600 340 712 360V712H-200zM511 292Q600 330 712 340V712H511z"/>` +
	`<path fill="#18482b" d="M-200 440Q-90 436 0 400h1V512H511V378Q600 362 712 384V712H-200z"/>`;
const svg =
	`<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 ${SIZE} ${SIZE}">` +
	`<g transform="translate(${margin} ${margin}) scale(${SCALE})">${ground}${hills}${inside}</g></svg>`;

const browser = await chromium.launch(await found());
const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
await writeFile(join(root, 'static', 'icon-maskable-512.png'), await page.screenshot());
await browser.close();
