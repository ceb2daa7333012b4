import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { dump } from '../../src/lib/server/backup/dump';
import { writeBackup } from '../../src/lib/server/backup/file';
import { restore } from '../../src/lib/server/backup/restore';
import { serverRandomness as random } from '../../src/lib/server/randomness';
import type { Store } from '../../src/lib/server/store/store';
import { newFolder } from '../contracts/places';
import { NOON } from '../contracts/relay-bench';

/** A folder for the files of a test, gone with it. */
export function backupFolder() {
	const its = { folder: '', backup: '' };
	beforeEach(async () => {
		its.folder = await newFolder();
		its.backup = join(its.folder, 'backup.gz');
	});
	afterEach(() => rmSync(its.folder, { recursive: true, force: true }));
	return {
		its,
		async save(store: Store, path = its.backup, only?: string) {
			const written = await writeBackup(path, await dump(store, { at: NOON, only }));
			if ('unusable' in written) throw new Error(written.unusable);
			return written.manifest.databases;
		},
		load: (store: Store, files: [string, ...string[]] = [its.backup], replace = false) =>
			restore({ store, random }, files, { replace })
	};
}
