import type { Flag, FlagIs } from '../../domain/training/coherence';
import { m } from '../../paraglide/messages';
import { nameIn, type Names } from './names';

/** One sentence for each sort of flag, with everybody it is said of. */
export function flagLines(
	flags: readonly Flag[],
	names: Names
): readonly { readonly is: FlagIs; readonly text: string }[] {
	const sorts = [...new Set(flags.map(({ is }) => is))];
	return sorts.map((is) => {
		const own = flags.filter((flag) => flag.is === is);
		const people = [...new Set(own.flatMap(({ person }) => person ?? []))];
		const who = people.map((person) => nameIn(names, person)).join(', ');
		return { is, text: WORDS[is](who, own.find(({ count }) => count)?.count ?? own.length) };
	});
}

const WORDS: Readonly<Record<FlagIs, (who: string, count: number) => string>> = {
	holiday: () => m.train_flag_holiday(),
	closed: () => m.train_flag_closed(),
	'trainer-elsewhere': () => m.train_flag_elsewhere(),
	'over-capacity': (_, count) => m.train_flag_capacity({ count }),
	'signed-late': (who) => m.train_flag_late({ who }),
	'signed-in-bulk': (who) => m.train_flag_bulk({ who }),
	'hours-mismatch': (_, count) => m.train_flag_hours({ count }),
	'roll-changed': () => m.train_flag_roll(),
	'not-signed': (who) => (who ? m.train_flag_unsigned({ who }) : m.train_flag_trainer()),
	apart: (who) => m.train_flag_apart({ who })
};
