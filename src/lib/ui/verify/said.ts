import { instantOf } from '../../domain/calendar';
import type { Day } from '../../domain/ids';
import type { Claims } from '../../domain/training/paper-seal';
import { m } from '../../paraglide/messages';
import { dateOf } from '../formats';
import { halfWord, hoursWord, standingWord } from '../training/words';

const date = (day: Day): string => dateOf(instantOf(day, '12:00'));

/** What a paper says, in the words it says it in, and in its order. */
export function saidOn(claims: Claims): readonly (readonly [asked: string, answer: string])[] {
	const common = [
		[m.train_where(), m.paper_centre({ centre: claims.centre })],
		[m.paper_issued(), date(claims.issued)]
	] as const;
	if (claims.is === 'sheet') {
		const { title, day, half, hours, trainer, there, listed, signed, rows } = claims;
		return [
			[m.paper_kind(), m.paper_sheet()],
			[m.paper_course(), title],
			[m.paper_when(), `${date(day)}, ${halfWord[half]().toLowerCase()}`],
			[m.train_duration(), hoursWord(hours)],
			[m.train_trainer(), trainer],
			[m.paper_people(), m.paper_people_of({ there, listed, signed })],
			[m.paper_rows(), rows.slice(0, 12)],
			...common
		];
	}
	const { name, title, from, to, hours } = claims;
	const whose = [
		[m.train_learner(), name],
		[m.paper_course(), title],
		[m.paper_dates(), m.train_from_to({ from: date(from), to: date(to) })],
		[m.paper_hours(), hoursWord(hours)]
	] as const;
	if (claims.is === 'certificate')
		return [
			[m.paper_kind(), m.paper_certificate()],
			...whose,
			...(claims.employer === undefined ? [] : [[m.paper_employer(), claims.employer] as const]),
			...common
		];
	const { met, of, standing, rows } = claims;
	return [
		[m.paper_kind(), m.paper_attestation()],
		...whose,
		[m.paper_state(), standingWord[standing]()],
		[m.paper_objectives(), m.paper_objectives_met({ met, of })],
		[m.paper_rows(), rows.slice(0, 12)],
		...common
	];
}
