import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../../src/lib/server/store/embedded';
import { storeContract } from './store.contract';

storeContract('embedded', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'store-'));
	return {
		open: async () => openEmbedded(folder),
		end: () => rm(folder, { recursive: true, force: true })
	};
});
