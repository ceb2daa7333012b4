import { m } from '../../../paraglide/messages';
import type { Column, Table, Value } from '../../../ports/sheets';
import { moduleTitle } from '../courses';
import {
	attendanceWord,
	funderWord,
	halfWord,
	prescriberWord,
	signatureWord,
	standingWord
} from '../words';
import { spaceWordOf } from '../../place-words';
import type { Exported, Line, TotalLine } from './exported';

/** A group's tables as its trainers and who pays read them: with names, in the language on screen. */

type Field<Row> = readonly [
	title: () => string,
	is: Column['is'],
	value: (row: Row, all: Exported) => Value
];

const tableOf = <Row>(
	title: string,
	fields: readonly Field<Row>[],
	rows: readonly Row[],
	all: Exported
): Table => ({
	title,
	columns: fields.map(([title, is]) => ({ title: title(), is })),
	rows: rows.map((row) => fields.map(([, , value]) => value(row, all)))
});

/** Whose line it is, and on what terms they follow. Whether an accommodation was asked for is nobody's matter here. */
const LEARNER: readonly Field<Line | TotalLine>[] = [
	[m.train_learner, 'text', ({ called }) => called.name ?? m.train_no_name()],
	[m.export_number, 'code', ({ called }) => called.number],
	[m.export_employer, 'text', ({ called }) => called.employer]
];
const TERMS: readonly Field<Line | TotalLine>[] = [
	[m.train_funder, 'text', ({ follower }) => wordOf(follower?.enrolment.funder, funderWord)],
	[
		m.train_prescriber,
		'text',
		({ follower }) => wordOf(follower?.enrolment.prescriber, prescriberWord)
	],
	[
		m.train_state,
		'text',
		({ follower }) => (follower ? standingWord[follower.standing.is]() : m.train_walk_in())
	],
	[m.export_since, 'day', ({ follower }) => follower?.standing.since]
];

const HALF_DAYS: readonly Field<Line>[] = [
	[m.train_day, 'day', ({ session }) => session.day],
	[m.train_half, 'text', ({ session }) => halfWord[session.half]()],
	[m.train_course, 'text', (_, { sight }) => sight.course?.title],
	[m.train_module, 'text', ({ session }, { sight }) => moduleTitle(sight.course, session.module)],
	[m.train_centre, 'text', (_, { sight }) => sight.centre?.name ?? sight.group.centre],
	[
		m.train_space,
		'text',
		({ session: { space } }, { sight }) => space && spaceWordOf(sight.centre, space)
	],
	[m.train_trainer, 'text', ({ session }, { sight }) => sight.trainers[session.trainer]],
	...LEARNER,
	[m.train_presence, 'text', ({ line }) => line.mark && attendanceWord[line.mark.is]()],
	[m.export_minutes, 'number', ({ line }) => line.mark?.minutes],
	[m.train_reason, 'text', ({ line }) => line.mark?.why],
	[m.export_planned, 'number', ({ session }) => session.hours],
	[m.export_realised, 'number', ({ hours }) => rounded(hours)],
	[
		m.export_signature,
		'text',
		({ line }) => (line.signature ? signatureWord(line.signature) : m.export_unsigned())
	],
	[m.export_signed_at, 'moment', ({ line }) => line.signature?.when],
	[m.export_received_at, 'moment', ({ received }) => received],
	[m.export_fate, 'text', fateOf],
	[
		m.export_trainer_signature,
		'text',
		({ trainer }) => (trainer ? signatureWord(trainer) : m.export_unsigned())
	],
	[m.export_trainer_signed_at, 'moment', ({ trainer }) => trainer?.when],
	...TERMS
];

const HOURS: readonly Field<TotalLine>[] = [
	[m.train_course, 'text', (_, { sight }) => sight.course?.title],
	[m.train_centre, 'text', (_, { sight }) => sight.centre?.name ?? sight.group.centre],
	...LEARNER,
	[m.export_half_days, 'number', ({ halfDays }) => halfDays],
	[m.export_present, 'number', ({ present }) => present],
	[m.export_late, 'number', ({ late }) => late],
	[m.export_absent, 'number', ({ absent }) => absent],
	[m.export_unsaid, 'number', ({ unsaid }) => unsaid],
	[m.export_minutes, 'number', ({ minutes }) => minutes],
	[m.export_signed, 'number', ({ signed }) => signed],
	[m.export_planned, 'number', ({ planned }) => rounded(planned)],
	[m.export_realised, 'number', ({ realised }) => rounded(realised)],
	...TERMS,
	[m.export_why, 'text', ({ follower }) => follower?.standing.why]
];

export const attendanceTable = (all: Exported): Table =>
	tableOf(m.export_attendance(), HALF_DAYS, all.lines, all);
export const hoursTable = (all: Exported): Table =>
	tableOf(m.export_hours(), HOURS, all.totals, all);

/** To the hundredth: a minute is more than that. */
export const rounded = (hours: number): number => Math.round(hours * 100) / 100;

const wordOf = <K extends string>(
	key: K | undefined,
	words: Readonly<Record<K, () => string>>
): string | undefined => (key === undefined ? undefined : words[key]());

/** As the worst of them: what is not sent is not proof for anybody else yet. */
function fateOf({ fates, line }: Line): string | undefined {
	if (!line.mark && !line.signature) return undefined;
	if (fates.some(({ is }) => is === 'refused')) return m.export_fate_refused();
	return fates.some(({ is }) => is === 'waiting') ? m.export_fate_waiting() : m.export_fate_sent();
}
