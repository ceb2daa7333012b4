/** What stands behind the taps of the day, fetched as one. */
export { default as Settings } from '../places/Settings.svelte';
export { default as ClaimPanel } from './ClaimPanel.svelte';
export { default as Evacuation } from './Evacuation.svelte';
export { default as GivePanel } from './GivePanel.svelte';
export { default as Tie } from './Tie.svelte';
