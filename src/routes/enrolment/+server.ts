import { sourceOf } from '$lib/server/accounts/address';
import { enrol } from '$lib/server/accounts/enrolment';
import { parseEnrolment } from '$lib/server/accounts/request';
import { answering } from '$lib/server/accounts/route';
import { server } from '$lib/server/main';
import type { RequestHandler } from './$types';

/** An invitation's code and a device's key for an account: `EnrolmentRequest` in, `Enrolled` out. */
export const POST: RequestHandler = answering(server, {
	body: parseEnrolment,
	act: ({ accounts, event, value }) => enrol(accounts, value, sourceOf(event.getClientAddress()))
});
