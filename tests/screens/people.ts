import { HOUSE_RULES } from '../../src/lib/domain/people';
import type { Office } from '../e2e/support/office';

/** Names that layouts have to bear. */
export const LONG = 'Marie-Antoinette de Montmorency-Laval Sainte-Geneviève';
export const RTL = 'مريم بنت عبد الله';

const named = (name: string, i: number) => ({
	person: `p_seen${String(i).padStart(8, '0')}`,
	name
});
/** People of Murat: the two names that are hard to set, and ten that are not. */
export const PEOPLE = [
	LONG,
	RTL,
	'Jeanne Roux',
	'Karim Benali',
	'Zoé Delmas',
	'Paul Vidal',
	'Agnès Soulié',
	'Łukasz Đỗ',
	'Rose Lherm',
	'Tim Rigal',
	'Inès Cros',
	'Jo'
].map(named);
export const LONG_ONE = PEOPLE[0]!;
export const RTL_ONE = PEOPLE[1]!;

export async function register(office: Office, people = PEOPLE): Promise<void> {
	for (const [i, one] of people.entries())
		await office.note('person.registered', {
			...one,
			category: i % 2 ? 'employee' : 'independent',
			commune: i % 3 ? 'Murat' : 'Saint-Flour-en-Planèze-de-la-Margeride',
			phone: `04 71 20 0${i % 10} 42`,
			rules: HOUSE_RULES
		});
}
