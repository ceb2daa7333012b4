import { boundsOf } from '../../../domain/places/slots';
import type { Flag } from '../../../domain/training/coherence';
import { hoursRealised } from '../../../domain/training/progress';
import type { Rows } from '../../../domain/training/paper-seal';
import type { RollLine } from '../../../domain/training/roll';
import { pathIn } from '../../../domain/training/strokes';
import type { Signature } from '../../../domain/training/words';
import { m } from '../../../paraglide/messages';
import { dateOf, timeOf } from '../../formats';
import { spaceWordOf } from '../../place-words';
import { nameIn } from '../names';
import { inRollOrder, type SessionSight } from '../session';
import { halfWord, hoursWord, markWord, signatureWord } from '../words';
import { facts, hands, heading, notice, seal, table, title, type Cell, type Fact } from './blocks';
import { fileName } from '../file-name';
import { brief, date, provider, sealed, type Made, type Order } from './order';
import { openPen } from './pen';

/** The attendance sheet of one half-day: who was there, who signed and how, what was put right. */
export async function makeSheet(
	sight: SessionSight,
	flags: readonly Flag[],
	order: Order
): Promise<Made> {
	const { session } = sight;
	const lines = inRollOrder(sight);
	const trainer = sight.trainers[session.trainer];
	const notices = noticesOf(sight, flags, order.now);
	const corrections = correctionsOf(sight);
	const about = aboutOf(sight);
	const pen = await openPen(
		m.paper_sheet_of({ title: about.title, day: date(session.day) }),
		order
	);
	await heading(pen, order.network, m.paper_sheet(), m.paper_sheet_under());
	await facts(pen, [...provider(), ...about.facts]);
	await notice(pen, m.paper_notices(), notices);
	await table(
		pen,
		[
			{ title: m.train_learner(), share: 0.33 },
			{ title: m.train_presence(), share: 0.25 },
			{ title: m.paper_signature(), share: 0.42 }
		],
		lines.map((line) => rowOf(sight, line)),
		30
	);
	await pen.write(totalOf(lines), { size: 9.5, gap: 8 });
	await title(pen, m.paper_trainer_signature());
	await table(
		pen,
		[
			{ title: m.train_trainer(), share: 0.33 },
			{ title: m.paper_signature(), share: 0.67 }
		],
		[[{ text: trainer ?? m.train_no_trainer(), bold: true }, signatureCell(sight.trainerSigned)]],
		34
	);
	if (corrections.length > 0) {
		await title(pen, m.paper_corrections());
		for (const { said } of corrections) await pen.write(`– ${said}`, { size: 9.5, gap: 2 });
		pen.down(6);
	}
	const said = {
		...{ is: 'sheet' as const, title: brief(about.title, 120), centre: brief(about.centre) },
		...{ hours: session.hours, issued: order.today, day: session.day, half: session.half },
		trainer: brief(trainer ?? m.train_no_trainer()),
		listed: lines.length,
		there: lines.filter(isThere).length,
		signed: lines.filter(({ signature }) => signature).length
	};
	const { link, words, mark } = await sealed(order, said, rowsOf(sight, lines, corrections));
	await seal(pen, link, words);
	if (!sight.trainerSigned) await hands(pen, [m.paper_trainer_by_hand()]);
	const foot = [m.paper_sheet(), about.title, date(session.day), ...(mark ? [mark] : [])].join(
		' · '
	);
	return {
		bytes: await pen.finish(foot),
		name: fileName('pdf', m.paper_sheet_file(), session.day, session.half, about.centre),
		notices
	};
}

export function aboutOf({ session, course, centre, group, trainers }: SessionSight): {
	readonly title: string;
	readonly centre: string;
	readonly facts: readonly Fact[];
} {
	const title = course?.title ?? m.train_no_course();
	const module = course?.modules.find(({ id }) => id === session.module)?.title;
	const place = centre
		? m.paper_place({ centre: centre.name, postcode: centre.postcode })
		: session.centre;
	const room = session.space && spaceWordOf(centre, session.space);
	const when = `${date(session.day)}, ${halfWord[session.half]().toLowerCase()}`;
	return {
		title,
		centre: centre?.name ?? session.centre,
		facts: [
			[m.paper_course(), title],
			...(module ? [[m.train_module(), module] as const] : []),
			[m.paper_group(), group.group?.title ?? m.train_no_group()],
			[m.paper_when(), when],
			[m.train_duration(), hoursWord(session.hours)],
			[m.paper_times(), undefined],
			[m.train_where(), room ? `${place} – ${room}` : place],
			[m.train_trainer(), trainers[session.trainer] ?? m.train_no_trainer()]
		]
	};
}

const isThere = ({ mark, signature }: RollLine): boolean =>
	mark ? mark.is !== 'absent' : signature !== undefined;

/** Of one person in this half-day, as everywhere else in the app. */
const hoursOf = ({ session }: SessionSight, { words, signature }: RollLine): number =>
	hoursRealised(
		{
			marks: words.length > 0 ? { [session.id]: words } : {},
			signed: signature ? { [session.id]: [signature.fact] } : {}
		},
		[session]
	);

function rowOf(sight: SessionSight, line: RollLine): readonly Cell[] {
	const { person, mark, signature, isWalkIn, was } = line;
	const { names } = sight;
	const beside = [
		names.get(person)?.employer,
		isWalkIn && m.train_walk_in(),
		was !== undefined && was !== person && m.train_came_as({ name: nameIn(names, was) })
	];
	const counted = m.paper_counted({ hours: hoursWord(hoursOf(sight, line)) });
	return [
		{ text: nameIn(names, person), small: beside.filter(Boolean).join(' · '), bold: true },
		{
			text: mark ? markWord(mark) : m.paper_not_called(),
			small: [counted, mark?.why].filter(Boolean).join(' · ')
		},
		signatureCell(signature)
	];
}

const signatureCell = (signature: Signature | undefined): Cell =>
	signature
		? {
				path: pathIn(signature.strokes),
				text: m.paper_signed_on({
					day: dateOf(signature.when),
					time: timeOf(signature.when)
				}),
				small: signatureWord(signature)
			}
		: { text: m.paper_no_signature() };

function totalOf(lines: readonly RollLine[]): string {
	const count = (is: string): number => lines.filter(({ mark }) => mark?.is === is).length;
	return m.paper_totals({
		present: count('present'),
		late: count('late'),
		absent: count('absent'),
		signed: lines.filter(({ signature }) => signature).length,
		listed: lines.length
	});
}

/** In words, and as it is sealed: the digest is one in every language. */
interface Correction {
	readonly said: string;
	readonly row: Rows[number];
}

/** What does not count any more, and what stands besides what is shown. */
function correctionsOf(sight: SessionSight): readonly Correction[] {
	const { page, names, roll, trainers } = sight;
	const struck = Object.values(page.signatures)
		.filter((one) => one.struck !== undefined)
		.map(({ person, as, when, struck: why = '' }): Correction => {
			const name =
				as === 'trainer' ? (trainers[person] ?? m.train_no_trainer()) : nameIn(names, person);
			const said = m.paper_struck({ name, day: dateOf(when), time: timeOf(when), why });
			return { said, row: ['struck', name, as, when, why] };
		});
	const apart = roll
		.filter((line) => line.apart)
		.map(({ person, words }): Correction => {
			const name = nameIn(names, person);
			const said = m.paper_apart({ name, words: words.map(markWord).join(' / ') });
			return { said, row: ['apart', name, ...words.map(({ is }) => is)] };
		});
	return [...struck, ...apart];
}

function noticesOf(
	{ session, roll, trainerSigned, fates, names }: SessionSight,
	flags: readonly Flag[],
	now: number
): readonly string[] {
	const unsigned = roll.filter((line) => isThere(line) && !line.signature).length;
	const waiting = [...fates.values()].filter(({ is }) => is === 'waiting').length;
	const refused = [...fates.values()].filter(({ is }) => is === 'refused').length;
	const isSigned = roll.some(({ signature }) => signature);
	const said = [
		session.cancelled !== undefined && m.train_cancelled_why({ why: session.cancelled }),
		now < boundsOf(session.day, session.half)[1] && m.paper_early(),
		!isSigned && m.paper_nobody_signed(),
		isSigned && unsigned > 0 && m.paper_unsigned({ count: unsigned }),
		!trainerSigned && m.paper_trainer_unsigned(),
		roll.some(({ mark }) => !mark) && m.paper_some_not_called(),
		roll.some(({ person }) => names.get(person)?.name === undefined) && m.paper_names_missing(),
		flags.some(({ is }) => is === 'roll-changed') && m.train_flag_roll(),
		waiting > 0 && m.paper_waiting({ count: waiting }),
		refused > 0 && m.paper_refused({ count: refused })
	];
	return said.filter((one) => one !== false);
}

/** All that is printed of each, drawings as well: who changes one row has another digest. */
function rowsOf(
	sight: SessionSight,
	lines: readonly RollLine[],
	corrections: readonly Correction[]
): Rows {
	const hand = (one: Signature | undefined): readonly (string | number)[] =>
		one ? [one.way, one.when, one.strokes ?? ''] : [];
	return [
		...lines.map((line) => [
			...[nameIn(sight.names, line.person), line.mark?.is ?? '', line.mark?.minutes ?? 0],
			...[hoursOf(sight, line), line.mark?.why ?? '', ...hand(line.signature)]
		]),
		hand(sight.trainerSigned),
		...corrections.map(({ row }) => row)
	];
}
