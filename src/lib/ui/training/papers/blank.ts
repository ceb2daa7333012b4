import { m } from '../../../paraglide/messages';
import { nameIn } from '../names';
import { inRollOrder, type SessionSight } from '../session';
import { facts, hands, heading, table } from './blocks';
import { fileName } from '../file-name';
import { date, provider, type Made, type Order } from './order';
import { openPen } from './pen';
import { aboutOf } from './sheet';

/** Rows for whoever comes and is on no list. */
const MORE_ROWS = 4;

/** A sheet to sign by hand: for a power cut, and for a battery that is flat. It proves nothing until it is signed, so it has no seal. */
export async function makeBlank(sight: SessionSight, order: Order): Promise<Made> {
	const { session } = sight;
	const about = aboutOf(sight);
	const pen = await openPen(
		m.paper_blank_of({ title: about.title, day: date(session.day) }),
		order
	);
	await heading(pen, order.network, m.paper_sheet(), m.paper_blank_under());
	await facts(pen, [...provider(), ...about.facts]);
	const names = inRollOrder(sight).map(({ person }) => nameIn(sight.names, person));
	const rows = [...names, ...Array<string>(MORE_ROWS).fill('')];
	await table(
		pen,
		[
			{ title: m.train_learner(), share: 0.32 },
			{ title: m.train_present(), share: 0.09 },
			{ title: m.train_absent(), share: 0.09 },
			{ title: m.paper_late_minutes(), share: 0.16 },
			{ title: m.paper_signature(), share: 0.34 }
		],
		rows.map((text) => [{ text, bold: true }, { box: true }, { box: true }, {}, {}]),
		30
	);
	await pen.write(m.paper_blank_how(), { size: 9.5, gap: 8 });
	await hands(pen, [m.paper_trainer_by_hand()]);
	return {
		bytes: await pen.finish([m.paper_sheet(), about.title, date(session.day)].join(' · ')),
		name: fileName('pdf', m.paper_blank_file(), session.day, session.half, about.centre),
		notices: []
	};
}
