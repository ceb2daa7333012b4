import type { Rows } from '../../../domain/training/paper-seal';
import { m } from '../../../paraglide/messages';
import { hoursWord, levelWord, standingWord } from '../words';
import { facts, hands, heading, notice, seal, table, title } from './blocks';
import type { Learned } from './learned';
import { fileName } from '../file-name';
import { brief, date, provider, sealed, type Made, type Order } from './order';
import { openPen } from './pen';

/** What somebody did and can do in the end, as their trainers saw it: objective by objective, with no percentage. */
export async function makeAttestation(learned: Learned, order: Order): Promise<Made> {
	const { name, employer, course, centre, hours, planned, first, last, standing } = learned;
	const { objectives, notices } = learned;
	const pen = await openPen(m.paper_attestation_of({ name, title: course }), order);
	await heading(pen, order.network, m.paper_attestation(), m.paper_attestation_under());
	await facts(pen, provider());
	await notice(pen, m.paper_notices(), notices);
	const state = standing.why
		? `${standingWord[standing.is]()} – ${standing.why}`
		: standingWord[standing.is]();
	await facts(pen, [
		[m.train_learner(), name],
		...(employer ? [[m.paper_employer(), employer] as const] : []),
		[m.paper_course(), course],
		[m.paper_dates(), m.train_from_to({ from: date(first), to: date(last) })],
		[m.paper_hours(), m.paper_hours_of({ hours: hoursWord(hours), planned: hoursWord(planned) })],
		[m.paper_state(), `${state}, ${m.train_since({ day: date(standing.since) })}`],
		[m.train_where(), m.paper_centre({ centre })]
	]);
	await title(pen, m.paper_objectives());
	if (objectives.length > 0)
		await table(
			pen,
			[
				{ title: m.paper_objective(), share: 0.62 },
				{ title: m.paper_level(), share: 0.38 }
			],
			objectives.map(({ module, text, level, day }) => [
				{ text, small: module },
				level && day
					? { text: levelWord[level](), small: m.paper_assessed_on({ day: date(day) }), bold: true }
					: { text: m.paper_not_assessed() }
			])
		);
	else await pen.write(m.paper_no_objectives());
	await pen.write(m.paper_done_at({ place: centre, day: date(order.today) }), { gap: 6 });
	await hands(pen, [m.paper_provider_by_hand(), m.paper_trainer_by_hand()]);
	const rows: Rows = objectives.map(({ module, text, level, day }) => [
		...[module, text, level ?? '', day ?? '']
	]);
	const said = {
		...{ is: 'attestation' as const, title: brief(course, 120), centre: brief(centre), hours },
		...{ issued: order.today, name: brief(name, 120), from: first, to: last },
		...{ standing: standing.is, of: objectives.length },
		met: objectives.filter(({ level }) => level === 'met').length
	};
	const { link, words, mark } = await sealed(order, said, rows);
	await seal(pen, link, words);
	return {
		bytes: await pen.finish([m.paper_attestation(), name, ...(mark ? [mark] : [])].join(' · ')),
		name: fileName('pdf', m.paper_attestation_file(), name),
		notices
	};
}
