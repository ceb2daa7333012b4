import { m } from '../../../paraglide/messages';
import type { ChainProblem } from '../../../domain/training/chain-check';
import { roleWord } from '../../words';
import { nameIn, type Names } from '../names';
import type { ChainSight } from './audit';

/** What is wrong, as somebody says it who was never told what a chain is. */
const PROBLEMS: Readonly<Record<ChainProblem['is'], (problem: ChainProblem) => string>> = {
	field: () => m.audit_field(),
	certificate: ({ facts }) => (facts.length > 0 ? m.audit_certificate() : m.audit_witness_forged()),
	gap: ({ n, count = 1 }) => m.audit_gap({ count, from: n, to: n + count - 1 }),
	order: ({ n }) => m.audit_order({ n }),
	fork: ({ n }) => m.audit_fork({ n }),
	short: ({ n, count = 1 }) => m.audit_short({ count, n }),
	shown: () => m.audit_shown()
};
export const problemWord = (problem: ChainProblem): string => PROBLEMS[problem.is](problem);

/** Whose device it is, as far as its signatures say: a name, a centre, or what sort it is. */
export function deviceWord(
	{ role, centre, owner, trainers: own }: ChainSight,
	names: Names,
	trainers: Readonly<Record<string, string>>,
	centreName: (slug: string) => string
): string {
	if (owner !== undefined) return m.audit_phone_of({ name: nameIn(names, owner) });
	const called = own.flatMap((person) => trainers[person] ?? []);
	if (role === 'trainer')
		return called.length > 0 ? m.audit_tablet_of({ name: called.join(', ') }) : m.audit_tablet();
	if (role === 'kiosk' && centre !== undefined)
		return m.audit_kiosk_of({ centre: centreName(centre) });
	return role !== undefined && Object.hasOwn(roleWord, role)
		? roleWord[role as keyof typeof roleWord]()
		: m.audit_device_unknown();
}
