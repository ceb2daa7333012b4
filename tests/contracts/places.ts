import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCouchDb } from '../../src/lib/server/store/couchdb';
import { openEmbedded } from '../../src/lib/server/store/embedded';
import { couch, couchdbUrl, deleteDatabases, uniquePrefix } from '../couchdb/couch';
import { emptyStore, openMemoryStore } from '../support/memory-store';
import type { Place } from './store.contract';

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'store-'));

export async function embeddedPlace(): Promise<Place> {
	const folder = await newFolder();
	return {
		open: async (rules) => openEmbedded(folder, { rules }),
		end: () => rm(folder, { recursive: true, force: true })
	};
}

export async function couchDbPlace(): Promise<Place> {
	const prefix = uniquePrefix();
	const open: Place['open'] = async (rules) => openCouchDb(couchdbUrl as string, prefix, { rules });
	// In a cluster, each node takes a revision of its own at the same moment, and one is lost (202).
	const isOneNode = (await couch('_membership')).cluster_nodes.length === 1;
	return { open, ...(isOneNode && { beside: open }), end: () => deleteDatabases(prefix) };
}

export async function memoryPlace(): Promise<Place> {
	const disk = emptyStore();
	const open: Place['open'] = async (rules) => openMemoryStore(disk, undefined, rules);
	return { open, beside: open, end: async () => {} };
}
