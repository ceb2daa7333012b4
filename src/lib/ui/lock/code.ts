import { STAFF_CODE_LENGTH } from '../../domain/codes';
import { isEasyCode } from '../../domain/people';

/** What speaks against a code somebody has chosen; `undefined` where nothing does. */
export function codeProblem(code: string): 'length' | 'easy' | undefined {
	if (!/^\d+$/.test(code) || code.length !== STAFF_CODE_LENGTH) return 'length';
	return isEasyCode(code) ? 'easy' : undefined;
}
