import { taught, type SampleCourse } from './shape';
import { SHORT_COURSES } from './short';
import { DISTANCE } from './telework-distance';
import { ON_SITE } from './telework-site';

/**
 * What a network that is tried out teaches: Murat's course of 140 hours and five
 * short ones. Written for this sample, and marked as such; no provider's programme.
 */
export const SAMPLE_COURSES: readonly SampleCourse[] = [
	taught(
		{
			id: 'teletravail',
			title: `Télétravailler depuis le Cantal`,
			summary: `Dix modules à distance, puis deux semaines à Murat, en groupe de 12 à 15 personnes : bâtir une activité ou un emploi qu’on peut tenir d’ici.`
		},
		[...DISTANCE, ...ON_SITE]
	),
	...SHORT_COURSES
];
