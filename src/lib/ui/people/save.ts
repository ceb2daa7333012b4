/** Hands something made here to the browser's downloads. */
export function save(content: BlobPart, type: string, name: string): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(new Blob([content], { type }));
	link.download = name;
	link.click();
	// The browser has taken hold of it by then; what it keeps is freed.
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
