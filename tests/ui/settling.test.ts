import { expect, test } from 'vitest';
import { instantOf, shiftDay } from '../../src/lib/domain/calendar';
import { database, pageKey } from '../../src/lib/domain/ids';
import { hostVerbs } from '../../src/lib/host-verbs';
import { m } from '../../src/lib/paraglide/messages';
import { Acts } from '../../src/lib/ui/desk/acts.svelte';
import { settlingOf } from '../../src/lib/ui/places/settling';
import { centre, DAY, NOON, openDesk, TODAY, type Desk } from '../support/host-desk';
import { MURAT } from '../support/kiosk';

function screenOf(desk: Desk) {
	const acts = new Acts();
	const app = hostVerbs(desk, { thenSend: (done) => done, thenAwait: (done) => done });
	return {
		...settlingOf(app, acts, centre),
		async undone(): Promise<string | undefined> {
			await acts.undo();
			return acts.said?.text;
		}
	};
}
/** The centre is said to have so many desks from now on. */
const withDesks = (desk: Desk, count: number): Promise<unknown> =>
	desk.log.commit([], () => ({
		drafts: [
			{
				...{ day: TODAY, scope: centre, db: database.public, kind: 'centre.described', v: 1 },
				...{ at: { wall: NOON }, by: 'office' },
				fields: { centre: { ...MURAT, spaces: [{ id: 'desk', kind: 'desk', count }] } as never }
			}
		],
		result: undefined
	}));

test('how many places were kept before is had back, or it is said why not', async () => {
	const desk = await openDesk();
	const screen = screenOf(desk);
	expect(await screen.keep({ desk: 7 })).toBe(m.plan_kept_too_many());
	expect(await screen.keep({ desk: 3 })).toBe(m.plan_kept_same());
	expect(await screen.keep({ desk: 1 })).toBeUndefined();
	expect(await screen.undone()).toBe(m.plan_undone());
	await screen.keep({ desk: 1 });
	await withDesks(desk, 2);
	expect(await screen.undone()).toBe(m.plan_undo_failed({ why: m.plan_kept_too_many() }));
	expect((await desk.about()).kept).toEqual({ desk: 1 });
});

test('a closure that was taken back is had back, or it is said why not', async () => {
	const desk = await openDesk();
	const screen = screenOf(desk);
	const closing = { from: DAY, to: DAY, why: 'Neige' };
	const closures = async () =>
		Object.entries((await desk.log.page('centre', pageKey.centre(centre))).closures ?? {});
	expect(await screen.close({ ...closing, to: TODAY })).toBe(m.plan_closure_backwards());
	expect(await screen.close({ from: '2026-11-01', to: '2026-11-02', why: 'Neige' })).toBe(
		m.plan_closure_past()
	);
	expect(await screen.close(closing)).toBeUndefined();
	expect(await screen.undone()).toBe(m.plan_undone());
	expect(await closures()).toEqual([]);
	await screen.close(closing);
	const [[closure]] = (await closures()) as [[string, unknown]];
	await screen.reopen(closure, closing);
	desk.clock.set(instantOf(shiftDay(DAY, 1), '00:00'));
	expect(await screen.undone()).toBe(m.plan_undo_failed({ why: m.plan_closure_past() }));
});
