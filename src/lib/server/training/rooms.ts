import { local } from '../../domain/calendar';
import {
	centreOfDatabase,
	database,
	isReportId,
	partsOf,
	reportId,
	type DatabaseName,
	type Day,
	type FactId,
	type Slug
} from '../../domain/ids';
import { claimAt } from '../../domain/folds/ledger';
import { standingOf } from '../../domain/places/standing';
import type { RoomStanding } from '../../domain/training/reports';
import type { Session } from '../../domain/training/words';
import type { Clock } from '../../ports/clock';
import type { Randomness } from '../../ports/randomness';
import { roomClaimsIn, roomIn } from '../places/half-days';
import { createLedgers, type Ledgers } from '../places/ledgers';
import { namingOf, UNNUMBERED, type Naming } from '../places/naming';
import { createCentresKnown } from '../places/premises';
import { putCopy } from '../relay/copies';
import type { Duty } from '../relay/duty';
import { GONE, isGone, publish } from '../relay/reports';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';
import type { KnownTraining } from './known';
import { programmeOf } from './programme';
import { askingFor, cancelling, standsAs, wishesOf, type Said } from './room';

export interface RoomParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly random: Randomness;
	readonly known: KnownTraining;
}

/**
 * Asks for the rooms of half-days like anybody asks for a place, and says in
 * `training` what has become of that. What it asks for follows from what is open by then and what
 * a course is called, and so does the id: a restored server that knows otherwise says another
 * thing, and not the same thing otherwise (law 1). The server as a holder decides: what somebody
 * has is never taken away for a course.
 */
export function createRoomDuty({ store, clock, random, known }: RoomParts): Duty {
	const centres = createCentresKnown(store);
	let lookedOn: Day | undefined;
	let tools: Promise<{ readonly naming: Naming; readonly ledgers: Ledgers }> | undefined;

	async function prepare() {
		const naming = await namingOf(store, random);
		return { naming, ledgers: createLedgers({ store, clock }, naming) };
	}
	const ready = (): ReturnType<typeof prepare> =>
		(tools ??= prepare().catch((error: unknown) => {
			tools = undefined;
			throw error;
		}));

	async function settle(session: Session): Promise<void> {
		const { id, centre, day, space, cancelled } = session;
		const wishes = wishesOf(known, session);
		const today = local(clock.now()).day;
		if (wishes.length === 0 || day < today || !(await centres.all()).includes(centre)) return;
		const { naming, ledgers } = await ready();
		const say = (body: Said): Promise<void> => {
			const fact = { _id: naming.said(session, UNNUMBERED, body), ...body };
			return putCopy({ store, clock }, database.centre(centre), fact);
		};
		const ledger = await ledgers.read(centre, day);
		const { _id: wish, count, at } = wishes.at(-1)!;
		const own = roomClaimsIn(ledger).filter((claim) => claim.session === id);
		const isWanted = cancelled === undefined && space !== undefined;
		// Hours and titles may change; what was asked for first is asked for.
		const wanted = isWanted ? own.findLast((claim) => claim.wish === wish)?._id : undefined;
		const live = own.flatMap(({ _id }) => (_id !== wanted && roomIn(ledger, _id) ? [_id] : []));
		const its = wanted === undefined ? undefined : claimAt(ledger.page, wanted);
		if (isWanted && !its) {
			const grounds = { page: (await centres.of(centre))!, programme: await programmeOf(known) };
			const asked = askingFor(session, grounds, clock.now());
			if ('over' in asked) return;
			if (!('fields' in asked)) await tell(session, asked);
			else {
				const about = { kind: 'place.claimed', v: 1, count, at, by: 'server', session: id, wish };
				await say({ ...about, ...asked.fields });
				await tell(session, { is: 'asked' });
				return;
			}
		} else if (its) {
			await tell(session, standsAs(its));
			// Until the new room is decided on, the half-day keeps the one it has.
			if (standingOf(its) === 'requested') return;
		} else await tell(session, undefined);
		for (const claim of live) await say(cancelling(known, session, claim));
	}

	async function tell(
		{ id: session, space }: Session,
		stands: Pick<RoomStanding, 'is' | 'why'> | undefined
	): Promise<void> {
		const id = reportId.room(session);
		if (stands && space !== undefined)
			return publish(store, database.training, id, { session, space, ...stands });
		const there = await store.get(database.training, id);
		if (there && !isGone(there)) await publish(store, database.training, id, GONE);
	}

	async function settleAll(isMeant: (session: Session) => boolean): Promise<void> {
		const { sessions } = await programmeOf(known);
		for (const session of sessions) if (isMeant(session)) await settle(session);
	}

	async function hearPublic(docs: readonly Doc[]): Promise<void> {
		const facts = docs.filter(isFactDoc).map(asFact);
		const described = facts.filter(({ kind }) => kind.startsWith('centre.'));
		if (described.length > 0) centres.forget();
		const of = new Set<Slug>(described.map(({ _id }) => partsOf(_id).scope));
		const named = new Set<FactId>(
			facts.flatMap(({ _id, kind, session }) =>
				kind === 'session.planned' ? [_id] : typeof session === 'string' ? [session] : []
			)
		);
		if (of.size + named.size > 0)
			await settleAll(({ id, centre }) => named.has(id) || of.has(centre));
	}

	return {
		async seen(db: DatabaseName, docs: readonly Doc[]) {
			if (db === database.public)
				return docs.every(({ _id }) => isReportId(_id)) ? undefined : hearPublic(docs);
			const centre = centreOfDatabase(db);
			if (!centre || db !== database.centre(centre)) return;
			const places = docs.filter(isFactDoc).filter((doc) => asFact(doc).kind.startsWith('place.'));
			const days = new Set(places.map(({ _id }) => partsOf(_id).day));
			if (days.size > 0) await settleAll((one) => one.centre === centre && days.has(one.day));
		},
		/** Places are given so many days ahead: every day there is one more to ask for. */
		async sweepDone() {
			const { day } = local(clock.now());
			if (lookedOn === day) return;
			await settleAll(() => true);
			lookedOn = day;
		}
	};
}
