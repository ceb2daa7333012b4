import { dossierOf } from '$lib/server/accounts/dossier';
import { answering } from '$lib/server/accounts/route';
import { server } from '$lib/server/main';
import type { RequestHandler } from './$types';

/** What the server holds about somebody: `Dossier`. */
export const GET: RequestHandler = answering(server, {
	roles: ['member', 'host', 'coordinator'],
	act: ({ accounts, event, holder }) => dossierOf(accounts, holder, event.params['id'] ?? '')
});
