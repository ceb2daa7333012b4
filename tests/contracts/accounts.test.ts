import { describe } from 'vitest';
import { couchdbUrl } from '../couchdb/couch';
import { calendarContract } from './accounts-calendar.contract';
import { devicesContract } from './accounts-devices.contract';
import { enrolmentContract } from './accounts-enrolment.contract';
import { invitationsContract } from './accounts-invitations.contract';
import { mattersContract } from './accounts-matters.contract';
import { peopleContract } from './accounts-people.contract';
import { quarantineContract } from './accounts-quarantine.contract';
import { renewalContract } from './accounts-renewal.contract';
import { sessionsContract } from './accounts-sessions.contract';
import { triesContract } from './accounts-tries.contract';
import { couchDbPlace, embeddedPlace, memoryPlace } from './places';

for (const contract of [
	sessionsContract,
	renewalContract,
	invitationsContract,
	enrolmentContract,
	triesContract,
	devicesContract,
	quarantineContract,
	peopleContract,
	calendarContract,
	mattersContract
]) {
	contract('over the embedded store', embeddedPlace);
	contract('over memory', memoryPlace);
	describe.runIf(couchdbUrl)('with Apache CouchDB', () => {
		contract('over Apache CouchDB', couchDbPlace);
	});
}
