/** Hands something made here to the browser's downloads; one that has none opens it beside. */
export function save(content: BlobPart, type: string, name: string): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(new Blob([content], { type }));
	if ('download' in link) link.download = name;
	else Object.assign(link, { target: '_blank', rel: 'noopener' });
	link.click();
	// The browser has taken hold of it by then; what it keeps is freed.
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
