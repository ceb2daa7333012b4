import { describe } from 'vitest';
import { couchdbUrl } from '../couchdb/couch';
import { couchDbPlace, embeddedPlace, memoryPlace } from './places';
import { availabilityContract } from './relay-availability.contract';
import { badgeContract } from './relay-badges.contract';
import { erasureContract } from './relay-erasure.contract';
import { placesContract } from './relay-places.contract';
import { forgettingPlacesContract } from './relay-places-forgetting.contract';
import { holdingContract } from './relay-places-holding.contract';
import { retentionContract } from './relay-retention.contract';
import { rosterContract } from './relay-roster.contract';
import { trainingContract } from './relay-training.contract';
import { holdsContract } from './relay-training-holds.contract';
import { trainingRoomsContract } from './relay-training-rooms.contract';

const PLACES = [
	['in memory', memoryPlace],
	['embedded', embeddedPlace]
] as const;

for (const [name, place] of PLACES) {
	rosterContract(name, place);
	badgeContract(name, place);
	erasureContract(name, place);
	retentionContract(name, place);
	placesContract(name, place);
	holdingContract(name, place);
	forgettingPlacesContract(name, place);
	availabilityContract(name, place);
	trainingContract(name, place);
	trainingRoomsContract(name, place);
	holdsContract(name, place);
}

describe.runIf(couchdbUrl)('on Apache CouchDB', () => {
	rosterContract('Apache CouchDB', couchDbPlace);
	badgeContract('Apache CouchDB', couchDbPlace);
	erasureContract('Apache CouchDB', couchDbPlace);
	retentionContract('Apache CouchDB', couchDbPlace);
	placesContract('Apache CouchDB', couchDbPlace);
	holdingContract('Apache CouchDB', couchDbPlace);
	forgettingPlacesContract('Apache CouchDB', couchDbPlace);
	availabilityContract('Apache CouchDB', couchDbPlace);
	trainingContract('Apache CouchDB', couchDbPlace);
	trainingRoomsContract('Apache CouchDB', couchDbPlace);
	holdsContract('Apache CouchDB', couchDbPlace);
});
