import { isIPv6 } from 'node:net';

/**
 * Where somebody comes from, as far as it can be told: an address, and of the
 * sixth version the network of it, since a household has 2^64 addresses in one.
 */
export function sourceOf(address: string): string {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
	if (mapped) return mapped[1]!;
	if (!isIPv6(address)) return address;
	const [head = '', tail = ''] = address.split('%')[0]!.split('::');
	const [first, last] = [groupsIn(head), groupsIn(tail)];
	const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
	const groups = [...first, ...zeros, ...last].slice(0, 4);
	return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::`;
}

const groupsIn = (part: string): string[] => part.split(':').filter((group) => group !== '');
