import 'fake-indexeddb/auto';
import { randomBytes } from 'node:crypto';
import { IDBObjectStore, IDBTransaction } from 'fake-indexeddb';
import { openDexieTables } from '../../src/lib/adapters/dexie/tables';
import { NoRoom } from '../../src/lib/ports/tables';
import { emptyDisk, openMemoryTables } from '../support/memory-tables';
import type { Browser } from './tables.contract';

/** A browser whose disk is memory. */
export function memoryBrowser(): Browser {
	const disk = emptyDisk();
	let full: string | undefined;
	return {
		tab: () =>
			openMemoryTables(disk, async (step) => {
				if (full !== undefined && step.startsWith(full)) throw new NoRoom();
			}),
		fill(when) {
			full = when === 'while writing' ? 'put facts' : when && 'commit';
		}
	};
}

/** Dexie, over an IndexedDB that keeps the standard's rules in memory. */
export function indexedDbBrowser(): Browser {
	const name = `contract-${randomBytes(6).toString('hex')}`;
	return {
		tab: () => openDexieTables(name),
		fill(when) {
			full = when && { when, name };
		}
	};
}

let full: { when: 'while writing' | 'at the commit'; name: string } | undefined;

/** The part of the fake's transaction that a full disk has to do with. */
interface Running {
	readonly mode: string;
	readonly db: { readonly name: string };
	readonly _requests: readonly unknown[];
	readonly _state: string;
	_start(): void;
	_abort(error: string): void;
}

/*
 * The fake knows no quota. Browsers report a full disk in two ways: the request
 * that writes fails, or the transaction is aborted when it comes to the commit.
 */
const { put } = IDBObjectStore.prototype;
IDBObjectStore.prototype.put = function (...args) {
	const { db } = this.transaction;
	if (full?.when === 'while writing' && full.name === db.name)
		throw new DOMException('no room', 'QuotaExceededError');
	return put.apply(this, args);
};
const running = IDBTransaction.prototype as unknown as Running;
const { _start: start } = running;
running._start = function (this: Running) {
	const commits = this.mode === 'readwrite' && this._requests.length === 0;
	const fails = full?.when === 'at the commit' && full.name === this.db.name;
	if (commits && fails && this._state !== 'finished') return this._abort('QuotaExceededError');
	start.call(this);
};
