import { server } from '$lib/server/main';
import { answerLesson } from '$lib/server/training/lessons';
import type { RequestHandler } from './$types';

/** A lesson or a quiz as it is now, to whoever has an account: `/lessons/<course>/<item>?of=<fact>`. */
export const GET: RequestHandler = (event) => answerLesson(server, event, event.params);
