import { opsId, type Day } from '../../src/lib/domain/ids';
import type { HolderName } from '../../src/lib/domain/places/holders';
import type { Doc } from '../../src/lib/server/store/store';

/** Under which names kiosks have been heard of, and which of these a coordinator has given up. */
export interface Names {
	/** The server has written a document of `ops`. */
	wrote(doc: Doc): void;
	/**
	 * True of a name that its account has been heard of under another since, once
	 * everything from that day on was taken back from it: nobody waits for its word any
	 * more (decision 0010). A copy may still speak under it, and say who came too late.
	 */
	isGivenUp(name: HolderName, day: Day): boolean;
}

export function createNames(): Names {
	/** By device. */
	const heard = new Map<string, { readonly account: unknown; readonly at: number }>();
	const fences = new Map<HolderName, Day>();
	const [device, fence] = [opsId.device(''), opsId.fence('')];

	function isLeftBehind(name: string): boolean {
		const its = heard.get(name);
		if (!its) return false;
		return [...heard].some(
			([other, { account, at }]) => other !== name && account === its.account && at >= its.at
		);
	}

	return {
		wrote({ _id, account, seenAt, from }) {
			if (_id.startsWith(device))
				heard.set(_id.slice(device.length), { account, at: Number(seenAt) });
			else if (_id.startsWith(fence)) fences.set(_id.slice(fence.length), String(from));
		},
		isGivenUp(name, day) {
			const from = fences.get(name);
			return (
				from !== undefined && from <= day && isLeftBehind(name.slice(0, name.lastIndexOf('.')))
			);
		}
	};
}
