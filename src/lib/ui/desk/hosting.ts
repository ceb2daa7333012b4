import type { App } from '../../app';
import type { Claim } from '../../domain/folds/ledger';
import type { FactId } from '../../domain/ids';
import type { Seat } from '../../domain/places/seating';
import { seatsOf } from '../../domain/places/seats';
import type { Unit } from '../../domain/places/units';
import { m } from '../../paraglide/messages';
import type { Acts } from './acts.svelte';
import { problemWord, type ActProblem } from './plan-words';
import type { ToTell } from './plan';

/** What a host does with a day’s places: each act with the words for it, and the way back. */
export type Hosting = ReturnType<typeof hostingOf>;

type Verbs = Pick<
	App,
	'assignPlace' | 'movePlace' | 'cancelPlace' | 'restorePlace' | 'blockPlace' | 'tellPlace'
>;

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
		(answer: object): string | undefined => {
			if (!('problem' in answer)) return undefined;
			const where = 'unit' in answer ? String(answer.unit) : unit;
			return problemWord(answer.problem as ActProblem, words.unit(where));
		};
	/** An act that takes back another: why it could not. */
	const back =
		(act: () => Promise<object>, unit: Unit) => async (): Promise<string | undefined> => {
			const answer = await act();
			return 'failed' in answer ? m.plan_no_room() : wrongWith(unit)(answer);
		};
	/** The way back to what somebody had or wanted, as it is now. */
	const backTo = (claim: Claim) => {
		const was = { ...claim };
		return (instead?: FactId) =>
			back(
				() =>
					app.restorePlace({
						was,
						...(instead !== undefined && { instead, reason: m.plan_reason_back() })
					}),
				unitIn(was)
			);
	};

	return {
		/** `replaces` is what they have, or asked for: it ends once this is granted. */
		give(
			{
				replaces,
				...to
			}: Seat & { centre: string; day: string; person: string; replaces?: Claim | undefined },
			name: string
		) {
			const home = replaces && backTo(replaces);
			const asked = { ...to, ...(replaces && { replaces: replaces.id }) };
			return acts.run(() => app.assignPlace(asked), {
				wrong: wrongWith(to.unit),
				done: (answer) => ({
					text: m.plan_done_asked({ unit: words.unit(to.unit), name }),
					undo:
						home?.(claimIn(answer)) ??
						back(() => app.cancelPlace({ claim: claimIn(answer), justMade: true }), to.unit)
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
			const home = backTo(claim);
			return acts.run(() => app.movePlace({ claim: claim.id, ...seat, reason }), {
				wrong: wrongWith(seat.unit),
				done: (answer) => ({
					text: m.plan_done_moved({
						name: words.person(claim.person),
						unit: words.unit(seat.unit)
					}),
					undo: home(claimIn(answer))
				})
			});
		},
		/** A person’s place, or one that was kept from everybody. */
		end(claim: Claim, reason: string) {
			const home = backTo(claim);
			const { person, block } = claim;
			const unit = unitIn(claim);
			return acts.run(() => app.cancelPlace({ claim: claim.id, reason }), {
				wrong: wrongWith(unit),
				done: (answer) => ({
					text:
						block === undefined
							? m.plan_done_cancelled({ name: words.person(person) })
							: m.plan_done_unblocked({ unit: words.unit(unit) }),
					// What somebody else had ended before is not brought back from here.
					...('cancelled' in answer && answer.cancelled && { undo: home() })
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

/** Where a claim is, or wants to be: of several units the first, of none its space. */
const unitIn = (claim: Claim): Unit => seatsOf(claim)[0]?.unit ?? claim.space;
