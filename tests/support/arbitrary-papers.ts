import fc from 'fast-check';
import type { Claims } from '../../src/lib/domain/training/paper-seal';

/** Papers as they may be: any name, any day, any hours. */

export const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const day = fc
	.date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));
const hours = fc.integer({ min: 0, max: 4_000 }).map((quarters) => quarters / 4);
const count = fc.nat(60);
export const digest = fc.string({
	unit: fc.constantFrom(...'ABCxyz019-_'),
	minLength: 43,
	maxLength: 43
});
const common = { title: name, centre: name, hours, issued: day };

export const claims: fc.Arbitrary<Claims> = fc.oneof(
	fc.record({
		is: fc.constant('sheet' as const),
		...common,
		...{ day, half: fc.constantFrom('am' as const, 'pm' as const), trainer: name },
		...{ listed: count, there: count, signed: count, rows: digest }
	}),
	fc
		.record({
			is: fc.constant('certificate' as const),
			...{ ...common, name, from: day, to: day },
			employer: fc.option(name, { nil: undefined })
		})
		.map(({ employer, ...rest }) => ({ ...rest, ...(employer !== undefined && { employer }) })),
	fc.record({
		is: fc.constant('attestation' as const),
		...{ ...common, name, from: day, to: day },
		standing: fc.constantFrom('started' as const, 'completed' as const),
		...{ met: count, of: count, rows: digest }
	})
);
