import type { Centre } from '../domain/centres';
import type { PageKey } from '../domain/ids';
import type { CentrePage } from '../domain/pages';
import { alphabetically } from './formats';

/** The centres this device knows, by name. */
export const centresIn = (pages: ReadonlyMap<PageKey, CentrePage>): readonly Centre[] =>
	[...pages.values()]
		.flatMap(({ centre }) => (centre ? [centre] : []))
		.sort((a, b) => alphabetically(a.name, b.name));
