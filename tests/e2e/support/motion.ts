import type { Page } from '@playwright/test';

/** What still moves for longer than this has not understood that somebody asked for stillness; in seconds. */
const STILL = 0.01;

/**
 * What says `animation` and moves nothing: for a moment a new screen takes no taps, so that the
 * second tap of a double tap presses nothing on it. Who asked for stillness needs that as well.
 */
const GUARD = /settle$/;

/** What moves, or would on the next change, on a screen whose reader asked for less motion. */
export const moving = (page: Page): Promise<string[]> =>
	page.evaluate(
		({ still, guard }) => {
			const isGuard = (name: string): boolean => new RegExp(guard).test(name);
			const longest = (times: string): number =>
				Math.max(
					...times
						.split(',')
						.map((one) => parseFloat(one) * (one.trim().endsWith('ms') ? 0.001 : 1))
				);
			const running = document
				.getAnimations()
				.filter(({ playState }) => playState === 'running')
				.filter((one) => !(one instanceof CSSAnimation && isGuard(one.animationName)))
				.filter(({ effect }) => Number(effect?.getComputedTiming().duration) / 1000 > still)
				.map(({ effect }) => `runs: ${(effect as KeyframeEffect).target?.className}`);
			const styled = [...document.body.querySelectorAll('*')].flatMap((one) =>
				[undefined, '::before', '::after'].flatMap((part) => {
					const {
						display,
						transitionProperty,
						transitionDuration,
						animationName,
						animationDuration
					} = getComputedStyle(one, part);
					if (display === 'none') return [];
					const moves =
						(transitionProperty !== 'none' && longest(transitionDuration) > still) ||
						(animationName !== 'none' &&
							!isGuard(animationName) &&
							longest(animationDuration) > still);
					return moves ? [`moves: ${one.tagName}.${one.className.toString()}${part ?? ''}`] : [];
				})
			);
			return [...new Set([...running, ...styled])];
		},
		{ still: STILL, guard: GUARD.source }
	);
