/** What a page says in one language. */
export interface Said {
	readonly lang: string;
	readonly title: string;
	readonly text: string;
	/** Where to go instead. */
	readonly link: { readonly href: string; readonly text: string };
}

/** A page of words alone, for when the app itself cannot be what is answered. Needs no script. */
export function plainPage(status: number, said: readonly [Said, ...Said[]]): Response {
	const parts = said.map(
		({ lang, title, text, link }) => `<section lang="${lang}">
			<h1>${escaped(title)}</h1>
			<p>${escaped(text)}</p>
			<p><a href="${escaped(link.href)}">${escaped(link.text)}</a></p>
		</section>`
	);
	const html = `<!doctype html>
<html lang="${said[0].lang}">
	<head>
		<meta charset="utf-8" />
		<meta name="viewport" content="width=device-width, initial-scale=1" />
		<title>${escaped(said[0].title)}</title>
		<link rel="stylesheet" href="/plain.css" />
	</head>
	<body>
		${parts.join('\n\t\t')}
	</body>
</html>
`;
	return new Response(html, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}

const escaped = (text: string): string =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
