import { expect, test } from 'vitest';
import { filesIn, textOf } from '../languages/sources';

/** Every screen there is, and the story in which axe looks at it. */
const LOOKED_AT: Readonly<Record<string, string>> = {
	'/': 'accessibility',
	'/accessibility': 'language',
	'/book': 'booking',
	'/book/[centre]': 'booking',
	'/book/[centre]/series': 'booking',
	'/desk': 'accessibility',
	'/device': 'accessibility',
	'/devices': 'devices',
	'/enrol': 'enrolment',
	'/kiosk': 'accessibility',
	'/learn': 'learning',
	'/learn/[course]': 'learning',
	'/learn/[course]/[item]': 'learning',
	'/me': 'booking',
	'/network': 'network-door',
	'/network/centre': 'network-door',
	'/network/centre/[slug]': 'network-door',
	'/people': 'people',
	'/people/[person]': 'people',
	'/people/[person]/dossier': 'people',
	'/people/new': 'people',
	'/people/staff': 'people',
	'/training': 'training',
	'/training/audit': 'training-audit',
	'/training/courses': 'courses',
	'/training/courses/[course]': 'courses',
	'/training/courses/[course]/[item]': 'courses',
	'/training/group/[group]': 'training',
	'/training/learner/[person]': 'training',
	'/training/session/[session]': 'training',
	'/verify': 'training-papers'
};
/** What the service worker keeps to open every other screen with: nobody comes to see it. */
const SHELL = '/shell';

const screens = filesIn('src/routes', '/+page.svelte')
	.map((file) => file.slice('src/routes'.length, -'/+page.svelte'.length) || '/')
	.filter((route) => route !== SHELL);

test('every screen there is has a story in which axe looks at it', () => {
	expect([...screens].sort()).toEqual(Object.keys(LOOKED_AT).sort());
});

test.each([...new Set(Object.values(LOOKED_AT))])('the story of %s asks axe', (story) => {
	expect(textOf(`tests/e2e/${story}.spec.ts`)).toMatch(/await everywhere\(/);
});
