/// <reference types="@sveltejs/kit" />
import { build, files, prerendered, version } from '$service-worker';
import {
	cleanupOutdatedCaches,
	createHandlerBoundToURL,
	precacheAndRoute
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope;

/**
 * The app's own files, so that it opens with no server at all. No fact passes
 * through here: what people enter lives in IndexedDB, and only the page sends it.
 */

/** The document that stands for every address. */
const SHELL = '/shell';
/** What only the server can answer. */
const SERVER =
	/^\/(sync|segments|db|health|manage|enrolment|session|quarantine|calendar|centres\.geojson)(\/|$)/;

const hashed = build.map((url) => ({ url, revision: null }));
/** Shown by a system that asks whether to install: no screen of the app needs them offline. */
const shown = files.filter((url) => !url.startsWith('/screenshot-'));
const versioned = [...shown, ...prerendered].map((url) => ({ url, revision: version }));

precacheAndRoute([...hashed, ...versioned]);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL(SHELL), { denylist: [SERVER] }));

/** A new version waits until the page that is open says that nothing is under way. */
self.addEventListener('message', (event) => {
	if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});

/** The browser believes the link is back: open pages may want to try. */
self.addEventListener('sync', (event) => {
	(event as Event & { waitUntil(done: Promise<unknown>): void }).waitUntil(wakePages());
});

async function wakePages(): Promise<void> {
	for (const page of await self.clients.matchAll({ type: 'window' }))
		page.postMessage({ nudge: true });
}

/** The very first version serves the page that brought it: nothing older is there to be disturbed. */
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
