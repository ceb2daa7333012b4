/** Hours as people type them, `3,5` or `3.5`; no number for anything else. */
export const hoursIn = (typed: string): number =>
	/^\d+([.,]\d+)?$/.test(typed.trim()) ? Number(typed.trim().replace(',', '.')) : Number.NaN;
