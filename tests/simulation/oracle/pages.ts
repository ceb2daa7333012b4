import { canonical, type Fact } from '../../../src/lib/domain/facts';
import type { PageKey } from '../../../src/lib/domain/ids';
import { pagesOf } from '../../../src/lib/domain/kinds';
import { foldPage, isCurrent } from '../../../src/lib/domain/pages';
import type { SimDevice } from '../device';
import type { Resting } from '../device-disk';
import { factsHeld } from '../held';
import type { World } from '../world';

export function byPage(facts: Iterable<Fact>): Map<PageKey, Fact[]> {
	const pages = new Map<PageKey, Fact[]>();
	for (const fact of facts)
		for (const key of pagesOf(fact)) {
			const found = pages.get(key);
			if (found) found.push(fact);
			else pages.set(key, [fact]);
		}
	return pages;
}

const looked = new WeakMap<SimDevice, Resting>();

/** Law 3 on one device: every page that rests is what its facts fold to, from scratch. */
export async function checkPages({ violated }: World, device: SimDevice): Promise<void> {
	const resting = await device.disk.resting();
	const before = looked.get(device);
	looked.set(device, resting);
	if (before?.facts === resting.facts && before.pages === resting.pages) return;
	const facts = byPage(factsHeld(resting).map(({ fact }) => fact));
	for (const [key, page] of resting.pages) {
		if (!isCurrent(page)) continue;
		const folded = foldPage(key, facts.get(key) ?? []);
		if (canonical(folded.value) !== canonical(page.value))
			violated(
				`${device.parts.name}: page ${key} is ${canonical(page.value)}, its facts fold to ${canonical(folded.value)}`
			);
	}
}
