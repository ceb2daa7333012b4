import type { Role } from '../../domain/device';

/** Where a device of each role goes when it has nowhere else to go. */
export const DOORS = {
	kiosk: '/kiosk',
	host: '/desk',
	trainer: '/training',
	coordinator: '/network',
	member: '/me'
} as const satisfies Record<Role, `/${string}`>;
