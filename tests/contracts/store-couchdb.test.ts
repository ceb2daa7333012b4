import { describe } from 'vitest';
import { openCouchDb } from '../../src/lib/server/store/couchdb';
import { couchdbUrl, deleteDatabases, uniquePrefix } from '../couchdb/couch';
import { storeContract } from './store.contract';

describe.runIf(couchdbUrl)('on Apache CouchDB', () => {
	storeContract('Apache CouchDB', async () => {
		const prefix = uniquePrefix();
		const open = async () => openCouchDb(couchdbUrl as string, prefix);
		return { open, beside: open, end: () => deleteDatabases(prefix) };
	});
});
