import { m } from '../../../paraglide/messages';
import { hoursWord } from '../words';
import { facts, hands, heading, notice, seal, tick, title } from './blocks';
import type { Learned } from './learned';
import { fileName } from '../file-name';
import { brief, date, provider, sealed, type Made, type Order } from './order';
import { openPen } from './pen';

/**
 * That training took place for somebody (certificat de réalisation; proof is free
 * in its form, article R6313-3 of the Code du travail). It says what the ministry's
 * model asks for, in our words.
 */
export async function makeCertificate(learned: Learned, order: Order): Promise<Made> {
	const { name, employer, course, centre, hours, first, last, notices } = learned;
	const pen = await openPen(m.paper_certificate_of({ name, title: course }), order);
	await heading(pen, order.network, m.paper_certificate(), m.paper_certificate_under());
	await title(pen, m.paper_provider_title());
	await facts(pen, [...provider(), [m.paper_signatory(), undefined]]);
	await notice(pen, m.paper_notices(), notices);
	await pen.write(m.paper_certifies(), { gap: 6 });
	await facts(pen, [
		[m.train_learner(), name],
		...(employer ? [[m.paper_employer(), employer] as const] : []),
		[m.paper_course(), course],
		[m.paper_dates(), m.train_from_to({ from: date(first), to: date(last) })],
		[m.paper_hours(), hoursWord(hours)],
		[m.train_where(), m.paper_centre({ centre })]
	]);
	await title(pen, m.paper_nature());
	await tick(pen, true, m.paper_nature_training());
	await tick(pen, false, m.paper_nature_review());
	await tick(pen, false, m.paper_nature_experience());
	await tick(pen, false, m.paper_nature_apprentice());
	pen.down(6);
	await pen.write(m.paper_hours_how(), { size: 9.5, gap: 3 });
	await pen.write(m.paper_kept(), { size: 9.5, gap: 10 });
	await pen.write(m.paper_done_at({ place: centre, day: date(order.today) }), { gap: 6 });
	await hands(pen, [m.paper_provider_by_hand()], 70);
	const { link, words } = await sealed(order, {
		...{ is: 'certificate', title: brief(course, 120), centre: brief(centre), hours },
		...{ issued: order.today, name: brief(name, 120), from: first, to: last },
		...(employer && { employer: brief(employer, 120) })
	});
	await seal(pen, link, words);
	return {
		bytes: await pen.finish([m.paper_certificate(), name].join(' · ')),
		name: fileName('pdf', m.paper_certificate_file(), name),
		notices
	};
}
