import type { FactId } from '../../../domain/ids';
import { local } from '../../../domain/calendar';
import type { App } from '../../../app';
import { m } from '../../../paraglide/messages';
import { language } from '../../language.svelte';
import { paintedName } from '../../people/painted-name';
import { sessionSight } from '../session';
import { makeAttestation } from './attestation';
import { makeBlank } from './blank';
import { makeCertificate } from './certificate';
import { bring, files } from './faces';
import { learnedIn, type WhyNot } from './learned';
import type { Made, Order } from './order';
import { makeSheet } from './sheet';

/** The papers of training, made on this device of what it holds. Fetched when one is wanted. */

export { bring };

export type Printed = Made | { readonly refused: WhyNot };

const orderOf = (app: App): Order => ({
	...{ files, paint: paintedName, network: m.app_name(), language: language.current },
	...{ today: local(app.now()).day, now: app.now(), origin: location.origin, seal: app.sealPaper }
});

export async function printSheet(app: App, session: FactId, blank: boolean): Promise<Printed> {
	const sight = await sessionSight(session)(app.log);
	if (!sight) return { refused: 'incomplete' };
	if (blank) return makeBlank(sight, orderOf(app));
	return makeSheet(sight, await app.coherenceOf({ session }), orderOf(app));
}

export async function printLearned(
	app: App,
	whose: { readonly person: string; readonly enrolment: FactId },
	is: 'certificate' | 'attestation'
): Promise<Printed> {
	const order = orderOf(app);
	const learned = await learnedIn(app.log, whose, order.today);
	if (typeof learned === 'string') return { refused: learned };
	if (is === 'attestation') return makeAttestation(learned, order);
	return learned.hours > 0 ? makeCertificate(learned, order) : { refused: 'no-hours' };
}
