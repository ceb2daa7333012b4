/** What stands behind the taps of a trainer’s screens, fetched as one. */
export { default as Correct } from './Correct.svelte';
export { default as EnrolPanel } from './EnrolPanel.svelte';
export { default as ExportPanel } from './export/ExportPanel.svelte';
export { default as Flags } from './Flags.svelte';
export { default as GroupForm } from './GroupForm.svelte';
export { default as NotePanel } from './NotePanel.svelte';
export { default as PlanPanel } from './PlanPanel.svelte';
export { default as RowMore } from './RowMore.svelte';
export { default as SessionPanel } from './SessionPanel.svelte';
export { default as SignSheet } from './SignSheet.svelte';
export { default as StatePanel } from './StatePanel.svelte';
export { default as TieWalkIn } from './TieWalkIn.svelte';
export { default as TrainerSigned } from './TrainerSigned.svelte';
export { default as WalkIn } from './WalkIn.svelte';
