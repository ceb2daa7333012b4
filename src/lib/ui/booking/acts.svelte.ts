import type { App } from '../../app';
import type { FactId } from '../../domain/ids';
import { PUT_AWAY } from '../../domain/places/ahead';
import { isNamed, type Mine } from '../../domain/places/mine';
import { isOver, type Standing } from '../../domain/places/standing';
import { m } from '../../paraglide/messages';
import type { Request } from '../../usecases/request-place';
import type { SeriesRequest } from '../../usecases/request-series';
import { longDay } from '../formats';
import { notWrittenWord, obstacleWord } from './words';

/** What can be taken back for a few seconds. */
export interface TakeBack {
	/** One for each act, so that its seconds are its own. */
	readonly n: number;
	readonly what: 'request' | 'cancel';
	readonly act: () => Promise<void>;
}

/** What the owner of a phone does about their places, and what came of it. Two taps in a hurry are one. */
export class Acts {
	#app: App;
	#places: () => readonly Mine[];
	#busy = false;
	#n = 0;
	/** The undoing that was tried last wrote nothing, and may yet. */
	#unwritten = false;
	/** What went wrong, and beside which control it is to be said. */
	problem = $state.raw<{ readonly at: string; readonly text: string }>();
	takeBack = $state.raw<TakeBack>();
	/** What has just been done. */
	said = $state.raw<string>();

	constructor(app: App, places: () => readonly Mine[]) {
		this.#app = app;
		this.#places = places;
	}

	/** Answers with the booking to look at; `undefined` where nothing was asked for. */
	request = (wish: Request, at: string): Promise<FactId | undefined> =>
		this.#do(at, async () => {
			const done = await this.#app.requestPlace(wish);
			if ('failed' in done) return this.#fail(at, notWrittenWord(done.failed));
			if ('obstacle' in done) return this.#fail(at, obstacleWord(done.obstacle));
			if (done.again) {
				this.said = m.book_already();
				return done.booking;
			}
			this.#offer('request', () => this.#withdraw(done.booking));
			return done.booking;
		});

	requestSeries = (
		wish: SeriesRequest,
		at: string
	): Promise<{ readonly booked: readonly FactId[]; readonly series: string } | undefined> =>
		this.#do(at, async () => {
			const done = await this.#app.requestSeries(wish);
			if ('failed' in done) return this.#fail(at, notWrittenWord(done.failed));
			const [first] = done.refused;
			if (done.booked.length === 0 && first) return this.#fail(at, obstacleWord(first.obstacle));
			this.#offer('request', async () => {
				if (await this.#takenBack(done.booked)) this.said = m.book_series_taken_back();
			});
			return done;
		});

	cancel = (places: readonly Mine[], at: string): Promise<void> =>
		this.#do(at, async () => {
			const done = await this.#app.cancelBooking(places.map(({ id }) => id));
			if ('failed' in done) return this.#fail(at, notWrittenWord(done.failed));
			const [only, ...others] = places;
			const isChange = only?.insteadOf !== undefined && others.length === 0;
			this.said = isChange ? m.book_undone_change() : m.book_cancelled_now();
			this.#offer('cancel', () => this.#askAgain(places.map((place) => [place])));
			return undefined;
		});

	accept = (place: Mine): Promise<void> =>
		this.#do(place.id, async () => {
			const done = await this.#app.acceptOffer(place.id);
			if ('failed' in done) this.#fail(place.id, notWrittenWord(done.failed));
		});

	putAway = (place: Mine): Promise<void> =>
		this.#do(place.id, async () => {
			const done = await this.#app.seeBooking([{ booking: place.id, of: PUT_AWAY }]);
			if ('failed' in done) this.#fail(place.id, notWrittenWord(done.failed));
		});

	undo = (takeBack: TakeBack): Promise<void> =>
		this.#do('undo', async () => {
			this.#unwritten = false;
			await takeBack.act();
			// What could not be written may be tried again for the rest of its seconds.
			if (this.takeBack === takeBack && !this.#unwritten) this.takeBack = undefined;
		});

	/** Says beside a control why it does nothing. */
	say(at: string, text: string): void {
		this.problem = { at, text };
	}

	/** A change that has come about is changed back; what has not is withdrawn. */
	async #withdraw(booking: FactId): Promise<void> {
		const place = this.#places().find((one) => isNamed(one, booking));
		const { former } = place ?? {};
		const isChanged =
			place?.standing === 'confirmed' &&
			former !== undefined &&
			(former.standing === 'replaced' || !isOver(former.standing as Standing));
		if (isChanged) return this.#askAgain([[former, booking]]);
		if (await this.#takenBack([booking]))
			this.said = place?.insteadOf ? m.book_undone_change() : m.book_undone();
	}

	async #takenBack(bookings: readonly FactId[]): Promise<boolean> {
		const done = await this.#app.cancelBooking(bookings);
		if ('failed' in done) this.#failToUndo(done.failed);
		return !('failed' in done);
	}

	/** Says of each place what came of it: that it was asked for again, or why it was not. */
	async #askAgain(given: readonly (readonly [place: Mine, replaces?: FactId])[]): Promise<void> {
		const not: string[] = [];
		for (const [place, replaces] of given) {
			const done = await this.#app.requestAgain(place, replaces);
			if ('failed' in done) return this.#failToUndo(done.failed);
			if ('booking' in done) this.said = done.less ? m.book_again_rest() : m.book_restored();
			else
				not.push(m.book_again_not({ day: longDay(place.day), why: obstacleWord(done.obstacle) }));
		}
		if (not.length > 0) this.say('undo', not.join(' '));
	}

	#failToUndo(failed: 'no-room' | 'nobody'): void {
		this.#unwritten = true;
		this.say('undo', notWrittenWord(failed));
	}

	#offer(what: TakeBack['what'], act: () => Promise<void>): void {
		this.takeBack = { n: (this.#n += 1), what, act };
	}

	#fail(at: string, text: string): undefined {
		this.say(at, text);
	}

	async #do<R>(at: string, act: () => Promise<R>): Promise<R | undefined> {
		if (this.#busy) return undefined;
		this.#busy = true;
		this.problem = undefined;
		this.said = undefined;
		try {
			return await act();
		} catch (error) {
			console.error(error);
			return this.#fail(at, m.book_broken());
		} finally {
			this.#busy = false;
		}
	}
}
