import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { DatabaseName } from '../../domain/ids';
import type { Doc } from '../store/store';
import {
	documentIn,
	isNewer,
	manifestIn,
	sameSummary,
	summing,
	type Manifest,
	type Summary,
	type Summing
} from './format';

/** Why a file is not restored. Nothing has been written then. */
export type Unusable =
	/** There is no such file, or it may not be read. */
	| 'unreadable'
	| 'not-a-backup'
	/** Made by a later version of this program. */
	| 'newer'
	/** It ends too early, or a part of it is not what it was. */
	| 'damaged';

/**
 * Puts a backup under a name: whole, read again from the disk and found good, or
 * not at all. Nobody else may read it.
 */
export async function writeBackup(
	path: string,
	parts: readonly Uint8Array[]
): Promise<{ readonly manifest: Manifest } | { readonly unusable: Unusable }> {
	const beside = `${path}.part`;
	await rm(beside, { force: true });
	const file = await open(beside, 'wx', 0o600);
	try {
		for (const part of parts) await file.writeFile(part);
		await file.sync();
	} finally {
		await file.close();
	}
	const verified = await verify(beside);
	if ('unusable' in verified) {
		await rm(beside);
		return verified;
	}
	await rename(beside, path);
	// Names survive a power cut only once their folder has been flushed.
	const folder = await open(dirname(path), 'r');
	await folder.sync().finally(() => folder.close());
	return verified;
}

/** Reads all of a backup and says what is in it, if it is whole and as it was made. */
export async function verify(
	path: string
): Promise<{ readonly manifest: Manifest } | { readonly unusable: Unusable }> {
	let manifest: Manifest | undefined;
	const sums = new Map<DatabaseName, Summing>();
	try {
		for await (const line of linesOf(path)) {
			if (!manifest) {
				manifest = manifestIn(line);
				if (!manifest) return { unusable: isNewer(line) ? 'newer' : 'not-a-backup' };
				continue;
			}
			const [db, doc] = documentIn(line) ?? [];
			if (!db || !doc) return { unusable: 'damaged' };
			const sum = sums.get(db) ?? summing();
			sums.set(db, sum);
			sum.add(doc);
		}
	} catch (error) {
		return { unusable: reasonFor(error) ?? (manifest ? 'damaged' : 'not-a-backup') };
	}
	if (!manifest) return { unusable: 'not-a-backup' };
	const found = new Map<DatabaseName, Summary>([...sums].map(([db, sum]) => [db, sum.end()]));
	const names = new Set([...Object.keys(manifest.databases), ...found.keys()]);
	for (const db of names)
		if (!sameSummary(manifest.databases[db], found.get(db) ?? summing().end()))
			return { unusable: 'damaged' };
	return { manifest };
}

/** The documents of a backup that has been verified, database by database, by id. */
export async function* documentsOf(path: string): AsyncIterable<readonly [DatabaseName, Doc]> {
	let isFirst = true;
	for await (const line of linesOf(path)) {
		const document = isFirst ? undefined : documentIn(line);
		isFirst = false;
		if (document) yield document;
	}
}

/** Not by `readline`, for which other characters end a line as well. */
async function* linesOf(path: string): AsyncIterable<string> {
	const unzipped = createGunzip();
	// What goes wrong with either is told to who reads.
	pipeline(createReadStream(path), unzipped, () => {});
	unzipped.setEncoding('utf8');
	let rest = '';
	for await (const text of unzipped as AsyncIterable<string>) {
		const lines = (rest + text).split('\n');
		rest = lines.pop() ?? '';
		yield* lines;
	}
	if (rest) yield rest;
}

function reasonFor(error: unknown): Unusable | undefined {
	const { code } = error as { code?: string };
	return code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR' ? 'unreadable' : undefined;
}
