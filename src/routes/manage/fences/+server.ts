import { parseFenceRequest } from '$lib/domain/places/fences';
import { fenceKiosk, heldPlaces } from '$lib/server/accounts/fences';
import { answering } from '$lib/server/accounts/route';
import { server } from '$lib/server/main';
import type { RequestHandler } from './$types';

/** What kiosks hold, and what was ordered to be taken back: `HeldPlaces[]`. */
export const GET: RequestHandler = answering(server, {
	roles: ['coordinator'],
	act: async ({ accounts }) => ({ ok: await heldPlaces(accounts) })
});

/** Takes everything back from a kiosk: `FenceRequest` in, the holders it is taken back from out. */
export const POST: RequestHandler = answering(server, {
	roles: ['coordinator'],
	body: parseFenceRequest,
	act: ({ accounts, holder, value }) => fenceKiosk(accounts, holder, value)
});
