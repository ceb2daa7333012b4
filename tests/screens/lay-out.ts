import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDER } from './album';

const PARTS = /^(?<door>[a-z]+)-(?<scene>.+)-(?<width>\d+)-(?:fr|en)-(?:light|dark)\.png$/;

/** Lays all pictures side by side, a row for each scene, in `screens/index.html`. */
export default function layOut(): void {
	const scenes = new Map<string, string[]>();
	const pictures = readdirSync(FOLDER).filter((name) => PARTS.test(name));
	for (const name of pictures) {
		const { door, scene, width } = PARTS.exec(name)!.groups!;
		const title = `${door} · ${scene} · ${width}`;
		scenes.set(title, [...(scenes.get(title) ?? []), name]);
	}
	const picture = (name: string): string =>
		`<a href="${name}"><img src="${name}" alt="${name}" loading="lazy"></a>`;
	const rows = [...scenes].map(
		([title, names]) =>
			`<section><h2>${title}</h2><div>${names.toReversed().map(picture).join('')}</div></section>`
	);
	const style =
		'body{font:14px sans-serif}h2{font-size:1em}div{display:flex;gap:12px;overflow-x:auto;align-items:start}img{height:360px;border:1px solid #999}';
	writeFileSync(
		join(FOLDER, 'index.html'),
		`<!doctype html><meta charset="utf-8"><title>Screens</title><style>${style}</style><h1>${pictures.length} pictures of ${scenes.size} scenes</h1><p><a href="findings.txt">What may be cut off</a></p>${rows.join('\n')}\n`
	);
}
