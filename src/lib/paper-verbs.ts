import type { FactLog } from './ports/fact-log';
import type { Tools } from './tools';
import { checkPaper } from './usecases/training/check-paper';

export interface PaperVerbs {
	/** Whether a paper of training is as it was sealed: asked on any device, nobody's as well. */
	checkPaper(scanned: string): ReturnType<typeof checkPaper>;
}

export const paperVerbs = (around: { log: FactLog } & Tools): PaperVerbs => ({
	checkPaper: (scanned) => checkPaper(around, scanned)
});
