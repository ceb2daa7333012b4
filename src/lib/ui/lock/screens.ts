/** What may stand before a screen, fetched as one. */
export { default as MakeCode } from './MakeCode.svelte';
export { default as Revoked } from './Revoked.svelte';
export { default as Unlock } from './Unlock.svelte';
