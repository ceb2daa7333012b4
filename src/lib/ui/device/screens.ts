import { resolve } from '$app/paths';
import type { Device, Role } from '../../domain/device';
import type { Fact } from '../../domain/facts';
import { parseFactId, type Day } from '../../domain/ids';
import { isRecord } from '../../domain/parse';
import { m } from '../../paraglide/messages';
import type { Refused } from '../../ports/fact-log';

/** A screen on which something can be entered again, and what the way there is called. */
export interface Screen {
	readonly href: string;
	readonly name: string;
}

/**
 * Where what a refused fact says can be entered again on a device of this role;
 * `undefined` where no screen of it leads there.
 */
export function screenOf({ fact }: Refused, device: Device, today: Day): Screen | undefined {
	const parts = parseFactId(fact._id);
	const role = device.role;
	if (!parts || !role) return undefined;
	const about = { ...parts, today, text: textIn(fact) };
	const [subject] = fact.kind.split('.');
	return BY_ROLE[role]?.(subject ?? '', fact, about);
}

interface About {
	readonly day: Day;
	readonly scope: string;
	readonly today: Day;
	/** A field that is text; empty where it is not. */
	readonly text: (field: string) => string;
}

type Where = (subject: string, fact: Fact, about: About) => Screen | undefined;

const BY_ROLE: { readonly [R in Role]?: Where } = {
	kiosk: (subject, _fact, { day, today }) =>
		subject === 'visit' && day === today
			? { href: resolve('/kiosk'), name: m.refused_to_kiosk() }
			: undefined,
	host(subject, _fact, { day, text }) {
		if (subject === 'visit' || subject === 'place')
			return { href: `${resolve('/desk')}?day=${day}`, name: m.refused_to_day() };
		if (subject === 'centre') return { href: resolve('/desk'), name: m.refused_to_day() };
		if (subject === 'staff') return { href: resolve('/people/staff'), name: m.refused_to_staff() };
		const person = text('person');
		if ((subject === 'person' || subject === 'enrolment') && person)
			return { href: resolve('/people/[person]', { person }), name: m.refused_to_person() };
		return undefined;
	},
	trainer(_subject, fact, { text }) {
		const session = text('session');
		if (session)
			return {
				href: resolve('/training/session/[session]', { session }),
				name: m.refused_to_session()
			};
		const group = text('group');
		if (group)
			return { href: resolve('/training/group/[group]', { group }), name: m.refused_to_group() };
		const course = courseOf(fact);
		const item = text('lesson') || text('quiz');
		if (course && item)
			return {
				href: resolve('/training/courses/[course]/[item]', { course, item }),
				name: m.refused_to_course()
			};
		if (course)
			return {
				href: resolve('/training/courses/[course]', { course }),
				name: m.refused_to_course()
			};
		const person = text('person');
		return person
			? {
					href: resolve('/training/learner/[person]', { person }),
					name: m.refused_to_learner()
				}
			: undefined;
	},
	coordinator: (subject, _fact, { scope: slug }) =>
		subject === 'centre'
			? { href: resolve('/network/centre/[slug]', { slug }), name: m.refused_to_centre() }
			: undefined,
	member(subject, fact, { scope: centre, text }) {
		if (subject === 'booking')
			return { href: resolve('/book/[centre]', { centre }), name: m.refused_to_booking() };
		const course = courseOf(fact);
		const item = text('lesson') || text('quiz');
		return course && item
			? {
					href: resolve('/learn/[course]/[item]', { course, item }),
					name: m.refused_to_lesson()
				}
			: undefined;
	}
};

const textIn =
	(fact: Fact) =>
	(field: string): string => {
		const value = fact[field];
		return typeof value === 'string' ? value : '';
	};

/** A description holds its course; what speaks of one names it. */
function courseOf({ course }: Fact): string {
	if (typeof course === 'string') return course;
	return isRecord(course) && typeof course['id'] === 'string' ? course['id'] : '';
}
