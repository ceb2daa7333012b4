import type { Device } from '../../src/lib/domain/device';
import { authorOf, partsOf } from '../../src/lib/domain/ids';
import { pagesOf } from '../../src/lib/domain/kinds';
import type { FactRow } from '../../src/lib/domain/rows';
import type { FactLog } from '../../src/lib/ports/fact-log';
import type { DeviceParts } from './device';
import type { Resting } from './device-disk';
import { factsOnPage } from './held';
import type { Entry } from './ledger';
import type { SyncAnswer } from '../../src/lib/domain/protocol';

/** Watches one device's disk and log from outside, and holds them to the laws of writing. */
export interface Observer {
	committed(resting: Resting): void;
	/** The disk is another one now; what it holds is not news. */
	attached(resting: Resting): void;
	watch(log: FactLog): FactLog;
}

const NOBODY = { device: '', epoch: 0, seq: 0 };

export function createObserver(
	{ name, as, ledger, places, link, happened, violated, scheduler }: DeviceParts,
	own: Set<Entry>
): Observer {
	let numbers = NOBODY;
	let isOtherDisk = false;

	/** Law 5: each number between the last seen and the device's own is that of a fact now waiting. */
	function committed(resting: Resting): void {
		const { device: now } = resting;
		if (!now) return;
		numbered(resting, now);
		places.shown(name, resting);
	}

	function numbered(resting: Resting, now: Device): void {
		if (now.device !== numbers.device || now.epoch !== numbers.epoch) {
			if (numbers !== NOBODY) renewed(now.device);
			numbers = { device: now.device, epoch: now.epoch, seq: 0 };
		}
		if (now.seq === numbers.seq) return;
		const author = `${now.device}.${now.epoch}`;
		const fresh = new Map<number, FactRow>();
		for (const row of resting.facts.values())
			if (authorOf(row.fact._id) === author && partsOf(row.fact._id).seq > numbers.seq)
				fresh.set(partsOf(row.fact._id).seq, row);
		for (let seq = numbers.seq + 1; seq <= now.seq; seq += 1) {
			const row = fresh.get(seq);
			if (row?.out) {
				own.add(ledger.committed(row));
				places.committed(row, as.role);
				scheduler.note(`${name} writes ${row.id} ${row.fact.kind}`);
			} else violated(`${author} has no fact number ${seq}`);
		}
		numbers = { ...numbers, seq: now.seq };
		for (const row of fresh.values()) inItsPlace(resting, row, new Set(fresh.values()));
	}

	/**
	 * Law 5: a new epoch costs a device its rights, so nothing that links and crashes
	 * do may bring one; but for a run that had ended and is heard only after the next.
	 */
	function renewed(device: string): void {
		happened(device === numbers.device ? 'new epoch' : 'new name');
		if (!isOtherDisk && !link.hasGhosts() && !ledger.isInDoubt(numbers.device))
			violated(`${name} was taken for a copy of itself`);
	}

	/** A fact sorts after everything its author could see where it wrote it, whatever any clock says. */
	function inItsPlace(resting: Resting, row: FactRow, fresh: ReadonlySet<FactRow>): void {
		const together = new Set([...fresh].map(({ id }) => id));
		for (const key of pagesOf(row.fact))
			for (const { fact } of factsOnPage(resting, key))
				if (!together.has(fact._id) && fact.count >= row.fact.count)
					violated(`${row.id} does not sort after ${fact._id}, which its author had before it`);
	}

	return {
		committed,
		attached({ device }) {
			isOtherDisk = true;
			numbers = device ? { device: device.device, epoch: device.epoch, seq: device.seq } : NOBODY;
		},
		watch: (log) => ({
			...log,
			async commit(reads, decide) {
				const committed = await log.commit(reads, decide);
				if ('facts' in committed) ledger.tapped(committed.facts);
				else happened('no room');
				return committed;
			},
			async absorb(answer, exchange) {
				scheduler.note(`${name} hears ${summary(answer)}`);
				if (answer.resend) happened('facts asked for again');
				for (const outcome of answer.outcomes ?? [])
					if (outcome.is === 'refused')
						happened(outcome.why.code === 'id-taken' ? 'id taken' : 'fact refused');
				return log.absorb(answer, exchange);
			},
			async maintain(today) {
				const maintained = await log.maintain(today);
				if (maintained.compacted > 0) happened('rows compacted');
				if (maintained.evicted > 0) happened('facts evicted');
				return maintained;
			}
		})
	};
}

/** What an answer says, in one line of the trace. */
function summary({ outcomes = [], news = {}, resend, estranged }: SyncAnswer): string {
	const fates = outcomes.map(({ id, is }) => `${is} ${id}`);
	const learned = Object.entries(news).map(
		([db, { cursor, facts = [], segments = [] }]) =>
			`${db} to ${cursor}: ${facts.map(({ _id }) => _id).join(' ')} ${segments.map(({ day }) => day).join(' ')}`
	);
	const more = [resend && 'resend', estranged && 'estranged'].flatMap((word) =>
		word ? [`${word} ${JSON.stringify(word === 'resend' ? resend : estranged)}`] : []
	);
	return [...fates, ...learned, ...more].join(', ') || 'nothing';
}
