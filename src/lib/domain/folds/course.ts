import { is } from '../kinds';
import { withWord, type Heads, type Said } from '../training/heads';
import type { Course } from '../training/words';
import type { Fold } from './fold';

/** What a course is made of. Two descriptions stand where two trainers wrote apart. */
export interface CoursePage {
	described: Heads<Described>;
	/** No longer given. */
	withdrawn?: true;
}

export interface Described extends Said {
	readonly course: Course;
}

export const courseFold: Fold<CoursePage> = {
	version: 1,
	empty: () => ({ described: [] }),
	add(page, fact) {
		if (is(fact, 'course.described/1')) {
			const word = { fact: fact._id, course: fact.course };
			page.described = withWord(page.described, word, fact.replaces);
			delete page.withdrawn;
		} else if (is(fact, 'course.withdrawn/1')) page.withdrawn = true;
	}
};
