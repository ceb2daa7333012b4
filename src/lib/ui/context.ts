import { createContext } from 'svelte';
import type { App } from '../app';
import type { Now } from './now.svelte';

/** What every screen stands on once the app is open. */
export interface Ground {
	readonly app: App;
	readonly now: Now;
}

export const [ground, setGround] = createContext<Ground>();
