import type { RefusalCode } from '../../domain/parse';
import { m } from '../../paraglide/messages';

/** What somebody can do about a refusal. What was refused stays on the device all the same. */
export function remedy(code: RefusalCode): string {
	if (code === 'revoked') return m.waiting_do_enrol();
	// What is wrong with these is what was entered or where: another try may be taken.
	if (code === 'bad-field' || code === 'too-large') return m.waiting_do_again();
	return m.waiting_do_show();
}
