import {
	afterRight,
	afterWrong,
	caughtUp,
	isWaiting,
	PATIENT,
	waitFor,
	type Patience
} from '../../domain/patience';
import type { Timers } from '../../ports/clock';
import { NoRoom, type ReadTx, type Tables, type Tx } from '../../ports/tables';
import type { Tries } from '../../ports/tries';

/** While somebody waits, what has passed is written down this often: a restart costs no more. */
const SAVED_EVERY = 2_000;

interface Around {
	readonly tables: Tables;
	readonly timers: Timers;
	/** Milliseconds that no setting of a clock changes: `performance.now()`. */
	readonly passed: () => number;
}

/** Wrong codes in the device's tables, shared by all tabs. Each counts time by itself. */
export function keptTries({ tables, timers, passed }: Around): Tries {
	let seen: Patience = PATIENT;
	let seenAt = passed();
	let saving = false;

	/** The record as it is by now. */
	async function look(tx: ReadTx): Promise<Patience> {
		const row = await tx.get('meta', 'tries');
		const now = passed();
		seen = caughtUp(row?.key === 'tries' ? row.patience : PATIENT, seen, now - seenAt);
		seenAt = now;
		return seen;
	}

	async function change(by: (patience: Patience) => Patience): Promise<Patience> {
		const put = async (tx: Tx): Promise<void> => {
			seen = by(await look(tx));
			await tx.put('meta', [{ key: 'tries', patience: seen }]);
		};
		await tables.write(put).catch((error: unknown) => {
			// A full disk must not make guessing free: it is counted as long as this tab runs.
			if (!(error instanceof NoRoom)) throw error;
		});
		saveWhileWaiting();
		return seen;
	}

	function saveWhileWaiting(): void {
		if (saving || !isWaiting(seen)) return;
		saving = true;
		timers.after(SAVED_EVERY, () => {
			saving = false;
			// Losing it only makes somebody wait longer.
			change((patience) => patience).catch(saveWhileWaiting);
		});
	}

	return {
		async left(who) {
			const patience = await tables.read(look);
			saveWhileWaiting();
			return waitFor(patience, who);
		},
		wrong: async (who) => waitFor(await change((patience) => afterWrong(patience, who)), who),
		async right(who) {
			const { by } = await tables.read(look);
			if (Object.keys(by).length > 0) await change((patience) => afterRight(patience, who));
		}
	};
}
