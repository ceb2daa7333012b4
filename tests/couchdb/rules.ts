import { fact } from '../contracts/gateway-bench';

/** Who writes, as CouchDB knows them. */
export const WHO = {
	admin: { name: 'admin', roles: ['_admin'] },
	gateway: { name: 'gateway', roles: ['gateway'] },
	relay: { name: 'relay', roles: ['relay'] },
	kiosk: { name: 'k7f3', roles: ['kiosk:murat'] },
	nobody: { name: null, roles: [] }
};
export type Who = keyof typeof WHO;

/** One write to a database of facts, and whether the database may take it. */
export interface Case {
	readonly title: string;
	readonly who: Who;
	readonly doc: Record<string, unknown>;
	/** What is there under the same id. */
	readonly old?: Record<string, unknown>;
	/** A history of its own, as a replicator would bring it. */
	readonly revisions?: { readonly start: number; readonly ids: readonly string[] };
	readonly ok: boolean;
}

const one = fact(1);
const other = { ...one, reason: 'other' };
const report = { _id: 'report~availability~murat~2026-11-23', desks: 6 };
const ids = (count: number): string[] =>
	Array.from({ length: count }, (_, i) => String(i).padStart(32, '0'));

const everybody = ['admin', 'gateway', 'relay', 'kiosk'] as const;
const servers = ['admin', 'gateway', 'relay'] as const;
const by = <W extends Who>(whos: readonly W[], make: (who: W) => Case): Case[] => whos.map(make);
const broken = (title: string, more: Record<string, unknown>): Case => ({
	title: `a fact with ${title}`,
	who: 'kiosk',
	doc: { ...one, ...more },
	ok: false
});

/** Shared by the validator in a sandbox and by a real CouchDB: both must say the same. */
export const CASES: readonly Case[] = [
	...by(everybody, (who) => ({ title: `a new fact by the ${who}`, who, doc: one, ok: true })),
	{ title: 'a new fact by nobody', who: 'nobody', doc: one, ok: false },
	{
		title: 'a fact of a kind nobody knows',
		who: 'kiosk',
		doc: { ...one, kind: 'desk.levitated', v: 7, height: { metres: 2 } },
		ok: true
	},
	...by(everybody, (who) => ({
		title: `a fact changed by the ${who}`,
		who,
		doc: other,
		old: one,
		ok: false
	})),
	{
		title: 'a fact deleted by a kiosk',
		who: 'kiosk',
		doc: { _id: one._id, _deleted: true },
		old: one,
		ok: false
	},
	{
		title: 'a fact deleted by the gateway',
		who: 'gateway',
		doc: { _id: one._id, _deleted: true },
		old: one,
		ok: false
	},
	{
		title: 'a fact deleted by the administrator',
		who: 'admin',
		doc: { _id: one._id, _deleted: true },
		old: one,
		ok: true
	},
	{
		title: 'a fact with a past',
		who: 'kiosk',
		doc: other,
		revisions: { start: 2, ids: ids(2) },
		ok: false
	},
	{
		title: 'a fact that claims the last word',
		who: 'kiosk',
		doc: other,
		revisions: { start: 999_999, ids: ids(1) },
		ok: false
	},
	{
		title: 'a fact as a replicator brings it',
		who: 'admin',
		doc: one,
		revisions: { start: 1, ids: ids(1) },
		ok: true
	},
	...by(servers, (who) => ({ title: `a report by the ${who}`, who, doc: report, ok: true })),
	...by(servers, (who) => ({
		title: `a report changed by the ${who}`,
		who,
		doc: { ...report, desks: 5 },
		old: report,
		ok: true
	})),
	{ title: 'a report by a kiosk', who: 'kiosk', doc: report, ok: false },
	{
		title: 'a report deleted by the relay',
		who: 'relay',
		doc: { _id: report._id, _deleted: true },
		old: report,
		ok: false
	},
	...by(servers, (who) => ({
		title: `what the ${who} keeps of a device`,
		who,
		doc: { _id: 'device~k7f3', epoch: 1 },
		ok: true
	})),
	{
		title: 'anything else by a kiosk',
		who: 'kiosk',
		doc: { _id: 'note', text: 'hello' },
		ok: false
	},
	{
		title: 'a picture',
		who: 'admin',
		doc: { ...one, _attachments: { face: { content_type: 'image/png', data: 'aGk=' } } },
		ok: false
	},
	{
		title: 'a picture on a report',
		who: 'relay',
		doc: { ...report, _attachments: { face: { content_type: 'image/png', data: 'aGk=' } } },
		ok: false
	},
	broken('an id of the fourteenth month', { _id: one._id.replace('2026-11', '2026-14') }),
	broken('a device in capitals', { _id: one._id.replace('k7f3', 'K7F3') }),
	broken('no number', { _id: '2026-11-23~murat~k7f3.1' }),
	broken('something behind its id', { _id: `${one._id}~x` }),
	broken('no kind', { kind: undefined }),
	broken('a kind in capitals', { kind: 'Visit.Arrived' }),
	broken('a kind of one word', { kind: 'visit' }),
	broken('a version that is text', { v: '1' }),
	broken('half a version', { v: 1.5 }),
	broken('no version', { v: 0 }),
	broken('a count beyond counting', { count: 1e300 }),
	broken('less than no count', { count: -1 }),
	broken('nobody who did it', { by: '' }),
	broken('a name for who did it', { by: 'Marie Dupont' }),
	broken('a list for who did it', { by: ['p_marie0001'] }),
	broken('no time', { at: undefined }),
	broken('a time that is nothing', { at: null }),
	broken('a time that is text', { at: { wall: 'noon' } })
];
