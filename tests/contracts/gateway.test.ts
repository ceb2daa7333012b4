import { describe } from 'vitest';
import { couchdbUrl } from '../couchdb/couch';
import { takingContract } from './gateway.contract';
import { tellingContract } from './gateway-news.contract';
import { rightsContract } from './gateway-rights.contract';
import { standingContract } from './gateway-standing.contract';
import { couchDbPlace, embeddedPlace, memoryPlace } from './places';

for (const contract of [takingContract, tellingContract, standingContract, rightsContract]) {
	contract('over the embedded store', embeddedPlace);
	contract('over memory', memoryPlace);
	describe.runIf(couchdbUrl)('with Apache CouchDB', () => {
		contract('over Apache CouchDB', couchDbPlace);
	});
}
