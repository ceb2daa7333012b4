import type { DeviceListed } from '../../domain/accounts';
import { deskCount, type Centre } from '../../domain/centres';
import type { Matters } from '../../domain/matters';
import { isRevoked } from '../devices/health';

/** What a network needs before somebody can come, in the order in which it is done. */
export const STEPS = ['centre', 'spaces', 'kiosk', 'host', 'person'] as const;
export type Step = (typeof STEPS)[number];

interface Known {
	readonly centres: readonly Centre[];
	/** `undefined` where the server has not said yet. */
	readonly devices: readonly DeviceListed[] | undefined;
	readonly matters: Matters | undefined;
}

/** Which steps are done; one that only the server knows of is not known without it. */
export const stepsOf = ({
	centres,
	devices,
	matters
}: Known): Readonly<Record<Step, boolean | undefined>> => {
	const has = (role: DeviceListed['role']): boolean | undefined =>
		devices?.some((one) => one.role === role && !isRevoked(one));
	return {
		centre: centres.length > 0,
		spaces: centres.some((centre) => deskCount(centre) > 0),
		kiosk: has('kiosk'),
		host: has('host'),
		person: matters?.registered
	};
};

/** Nothing is left to begin with. */
export const areDone = (steps: ReturnType<typeof stepsOf>): boolean =>
	STEPS.every((step) => steps[step] === true);
