import { building } from '$app/environment';
import { env } from '$env/dynamic/private';
import { server, stop } from '$lib/server/main';
import { isOurHost, isOurPage } from '$lib/server/http/origin';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';

export const init: ServerInit = async () => {
	if (building) return;
	await server();
	// adapter-node says this once every open answer is finished.
	process.on('sveltekit:shutdown', () => void stop());
};

export const handle: Handle = async ({ event, resolve }) => {
	if (!building) {
		const { request } = event;
		if (!isOurHost(request, env['ORIGIN'])) return refused('unknown-host');
		if (request.method !== 'GET' && request.method !== 'HEAD' && !isOurPage(request))
			return refused('foreign-origin');
	}
	const response = await resolve(event);
	response.headers.set('x-content-type-options', 'nosniff');
	return response;
};

const refused = (error: string): Response => Response.json({ error }, { status: 403 });

export const handleError: HandleServerError = ({ error, status }) => {
	// The path may hold an id: the error itself is all a log needs.
	if (status !== 404) console.error(error);
	return { message: status === 404 ? 'not found' : 'something went wrong' };
};
