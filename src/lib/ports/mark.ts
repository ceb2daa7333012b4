/**
 * A second, smaller memory beside the fact log, so that a lost or restored log is
 * noticed. It may lag behind the log, never run ahead of it.
 */
export interface Mark {
	read(): { readonly device: string; readonly epoch: number; readonly seq: number } | undefined;
	write(mark: { readonly device: string; readonly epoch: number; readonly seq: number }): void;
}
