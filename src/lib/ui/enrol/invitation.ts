import { cleanInvitation, INVITATION_LENGTH, shownInvitation } from '../../domain/accounts';

/** What opens this app on another device with the code already in it: after `#`, so that no server log has it. */
export const invitationLink = (origin: string, code: string): string => `${origin}/enrol#${code}`;

/** The code in what was typed, pasted or followed: a code with or without its dash, or a whole link. */
export const codeIn = (text: string): string =>
	cleanInvitation(text.slice(text.lastIndexOf('#') + 1)).slice(0, INVITATION_LENGTH);

/** As far as it goes, grouped as people see it. */
export const grouped = (code: string): string => (code.length > 5 ? shownInvitation(code) : code);
