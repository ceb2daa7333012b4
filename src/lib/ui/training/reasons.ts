import { m } from '../../paraglide/messages';

/** Why somebody is absent, as far as it concerns anybody here: nothing of health, nothing of family. */
export const absenceReasons = (): readonly string[] => [
	m.train_why_told(),
	m.train_why_proof(),
	m.train_why_road(),
	m.train_why_work(),
	m.train_why_no_news()
];

/** What is noted with one tap of somebody who drifts. */
export const readyNotes = (): readonly string[] => [
	m.train_note_called(),
	m.train_note_no_answer(),
	m.train_note_mail(),
	m.train_note_comes_back()
];
