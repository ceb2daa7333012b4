import { mkdirSync, rmSync } from 'node:fs';
import { FINDINGS, FOLDER } from './album';

/** The list to look at is of this run alone; pictures are replaced door by door. */
export default function begin(): void {
	mkdirSync(FOLDER, { recursive: true });
	rmSync(FINDINGS, { force: true });
}
