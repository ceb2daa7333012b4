import type { App } from '../../app';
import type { Claim } from '../../domain/folds/ledger';
import { partsOf } from '../../domain/ids';
import type { Seat } from '../../domain/places/seating';
import type { Slot } from '../../domain/places/slots';
import type { Unit } from '../../domain/places/units';
import { m } from '../../paraglide/messages';
import type { Acts } from './acts.svelte';
import { problemWord, type ActProblem } from './plan-words';
import type { ToTell } from './plan';

/** What a host does with a day’s places: each act with the words for it, and the way back. */
export type Hosting = ReturnType<typeof hostingOf>;

type Verbs = Pick<App, 'assignPlace' | 'movePlace' | 'cancelPlace' | 'blockPlace' | 'tellPlace'>;

export function hostingOf(
	app: Verbs,
	acts: Acts,
	words: {
		readonly unit: (unit: Unit) => string;
		readonly person: (person: string | undefined) => string;
	}
) {
	const wrongWith =
		(unit: Unit) =>
		(answer: object): string | undefined =>
			'problem' in answer ? problemWord(answer.problem as ActProblem, words.unit(unit)) : undefined;
	/** An act that takes back another: why it could not. */
	const back =
		(act: () => Promise<object>, unit: Unit) => async (): Promise<string | undefined> => {
			const answer = await act();
			return 'failed' in answer ? m.plan_no_room() : wrongWith(unit)(answer);
		};

	return {
		give(
			to: Seat & { centre: string; day: string; person: string; replaces?: string },
			name: string
		) {
			return acts.run(() => app.assignPlace(to), {
				wrong: wrongWith(to.unit),
				done: (answer) => ({
					text: m.plan_done_asked({ unit: words.unit(to.unit), name }),
					undo: back(() => app.cancelPlace({ claim: claimIn(answer), justMade: true }), to.unit)
				})
			});
		},
		block(what: Seat & { centre: string; day: string; why: string }) {
			return acts.run(() => app.blockPlace(what), {
				wrong: wrongWith(what.unit),
				done: (answer) => ({
					text: m.plan_done_blocked({ unit: words.unit(what.unit) }),
					undo: back(() => app.cancelPlace({ claim: claimIn(answer), justMade: true }), what.unit)
				})
			});
		},
		move(claim: Claim, seat: Seat, reason: string) {
			const before = seatOf(claim);
			return acts.run(() => app.movePlace({ claim: claim.id, ...seat, reason }), {
				wrong: wrongWith(seat.unit),
				done: (answer) => {
					const unit = words.unit(seat.unit);
					const text = m.plan_done_moved({ name: words.person(claim.person), unit });
					if (!before)
						return {
							text,
							undo: back(
								() => app.cancelPlace({ claim: claimIn(answer), justMade: true }),
								seat.unit
							)
						};
					const home = { claim: claimIn(answer), ...before, reason: m.plan_reason_back() };
					return { text, undo: back(() => app.movePlace(home), before.unit) };
				}
			});
		},
		/** A person’s place, or one that was kept from everybody. */
		end(claim: Claim, reason: string) {
			const { scope: centre, day } = partsOf(claim.id);
			const seat = seatOf(claim);
			const unit = seat?.unit ?? claim.unit ?? claim.space;
			const { person, block } = claim;
			const again = (): Promise<object> => {
				if (block !== undefined) return app.blockPlace({ centre, day, ...seat!, why: block });
				return app.assignPlace({ centre, day, ...seat!, person: person!, replaces: claim.id });
			};
			return acts.run(() => app.cancelPlace({ claim: claim.id, reason }), {
				wrong: wrongWith(unit),
				done: () => ({
					text:
						block === undefined
							? m.plan_done_cancelled({ name: words.person(person) })
							: m.plan_done_unblocked({ unit: words.unit(unit) }),
					...(seat && { undo: back(again, unit) })
				})
			});
		},
		tell({ claim, words }: ToTell, name: string) {
			const told = { claim: claim.id, words };
			return acts.run(() => app.tellPlace(told), {
				wrong: () => undefined,
				done: () => ({
					text: m.plan_done_told({ name }),
					undo: back(() => app.tellPlace({ ...told, back: true }), '')
				})
			});
		}
	};
}

const claimIn = (answer: object): string => ('claim' in answer ? String(answer.claim) : '');

/** The one unit a claim has or asks for; of several, the first with its slots. */
function seatOf({ held, unit, slots }: Claim): { unit: Unit; slots: readonly Slot[] } | undefined {
	const first = held?.[0]?.[0] ?? unit;
	if (first === undefined) return undefined;
	return {
		unit: first,
		slots: held ? held.flatMap(([of, slot]) => (of === first ? [slot] : [])) : slots
	};
}
