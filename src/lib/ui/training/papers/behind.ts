import { soon } from '../../../soon';

/** What makes papers, with its fonts: brought near on a trainer's device, since a paper may be wanted with the cable out. */
export const press = soon(async () => {
	const made = await import('./press');
	await made.bring();
	return made;
});
