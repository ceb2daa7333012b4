import { building, dev } from '$app/environment';
import { env } from '$env/dynamic/private';
import { withAsker } from '$lib/server/accounts/asking';
import { refusal, type Refusal } from '$lib/server/http/origin';
import { languageAsked, stylesLater, withWords } from '$lib/server/http/opening';
import { plainPage } from '$lib/server/http/plain-page';
import { reportCrashes, reportDefect } from '$lib/server/http/report';
import { server, stop } from '$lib/server/main';
import { m } from '$lib/paraglide/messages';
import { baseLocale, locales, type Locale } from '$lib/paraglide/runtime';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';

export const init: ServerInit = async () => {
	if (building) return;
	if (!dev) reportCrashes();
	await server();
	// adapter-node says this once every open answer is finished.
	process.on('sveltekit:shutdown', () => void stop());
};

/** Headers are not set here: scripts/headers.mjs gives them to every answer, files included. */
export const handle: Handle = async ({ event, resolve }) => {
	// The one document that is kept for every address is in the network's own language.
	const accepted = building ? null : event.request.headers.get('accept-language');
	const words = openingWords(languageAsked(accepted, [baseLocale, ...locales]));
	const page = async (): Promise<Response> => {
		const response = await resolve(event, {
			transformPageChunk: ({ html }) => stylesLater(withWords(html, words))
		});
		if (response.headers.get('content-type')?.startsWith('text/html'))
			response.headers.append('vary', 'accept-language');
		return response;
	};
	if (building) return page();
	const why = refusal(event.request, env['ORIGIN']);
	return why ? refused(why, event.request) : withAsker(server, event, page);
};

/**
 * What the document itself says before any script has come. Who has no scripts is told in
 * every language what is missing: nothing else will ever be said to them.
 */
const openingWords = (locale: Locale): Readonly<Record<string, string>> => ({
	lang: locale,
	name: m.app_name({}, { locale }),
	wait: m.app_opening({}, { locale }),
	late: m.load_late({}, { locale }),
	...Object.fromEntries(
		locales.map((each) => [`script.${each}`, m.load_no_script({}, { locale: each })])
	)
});

function refused(error: Refusal, { headers }: Request): Response {
	const href = env['ORIGIN'];
	if (error !== 'unknown-host' || !href || !headers.get('accept')?.includes('text/html'))
		return Response.json({ error }, { status: 403 });
	const said = (locale: Locale) => ({
		lang: locale,
		title: m.origin_title({}, { locale }),
		text: m.origin_why({}, { locale }),
		link: { href, text: m.origin_open({ address: href }, { locale }) }
	});
	const others = locales.filter((locale) => locale !== baseLocale);
	return plainPage(403, [said(baseLocale), ...others.map(said)]);
}

export const handleError: HandleServerError = ({ error, status }) => {
	// What a client asks wrongly is no defect of ours, and its address may hold an id.
	if (status >= 500) reportDefect(error);
	return { message: status === 404 ? 'not found' : 'something went wrong' };
};
