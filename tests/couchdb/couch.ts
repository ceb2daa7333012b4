import { randomBytes } from 'node:crypto';

/** A CouchDB to test against, with its administrator's account in the address. */
export const couchdbUrl = process.env['COUCHDB_URL'];

if (!couchdbUrl)
	console.info(
		'The CouchDB half is left out. To run it: COUCHDB_URL=http://user:password@127.0.0.1:5984 npx vitest run tests/contracts tests/couchdb'
	);

/** Keeps one run apart from every other on the same CouchDB. */
export const uniquePrefix = (): string => `t${randomBytes(6).toString('hex')}_`;

/** Asks CouchDB itself, as its administrator, past the code under test. */
export async function couch(path: string, method = 'GET', body?: unknown): Promise<any> {
	const url = new URL(couchdbUrl as string);
	const account = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
	const response = await fetch(`${url.origin}/${path}`, {
		method,
		headers: {
			authorization: `Basic ${Buffer.from(account).toString('base64')}`,
			'content-type': 'application/json'
		},
		...(body !== undefined && { body: JSON.stringify(body) })
	});
	return response.json();
}

export const databasesOf = async (prefix: string): Promise<string[]> =>
	((await couch('_all_dbs')) as string[]).filter((name) => name.startsWith(prefix));

export async function deleteDatabases(prefix: string): Promise<void> {
	for (const name of await databasesOf(prefix)) await couch(encodeURIComponent(name), 'DELETE');
}
