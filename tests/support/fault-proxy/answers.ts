import { STATUS_CODES } from 'node:http';
import type { Fate } from './faults';

/** What the proxy says in the server's place. */
export interface Answer {
	readonly code: number;
	readonly bytes: Buffer;
}

export const ownAnswer = (fate: Fate | undefined, method: string): Answer | undefined => {
	if (fate?.kind === 'captivePortal') return write(200, method, 'text/html; charset=utf-8', PORTAL);
	if (fate?.kind !== 'status') return;
	const text = `${STATUS_CODES[fate.code] ?? fate.code}\n`;
	const extra = fate.retryAfter === undefined ? [] : [`retry-after: ${fate.retryAfter}`];
	return write(fate.code, method, 'text/plain; charset=utf-8', text, extra);
};

const write = (
	code: number,
	method: string,
	type: string,
	text: string,
	extra: readonly string[] = []
): Answer => {
	const bodiless = code === 204 || code === 304;
	const described = bodiless
		? []
		: [`content-type: ${type}`, `content-length: ${Buffer.byteLength(text)}`];
	const lines = [`HTTP/1.1 ${code} ${STATUS_CODES[code] ?? ''}`, ...described, ...extra];
	const body = bodiless || method === 'HEAD' ? '' : text;
	return { code, bytes: Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`) };
};

const PORTAL = `<!doctype html>
<html lang="fr"><meta charset="utf-8"><title>Connexion au Wi-Fi</title>
<h1>Bienvenue sur le Wi-Fi</h1>
<form method="post"><label>Code d’accès <input name="code"></label> <button>Se connecter</button></form>
</html>
`;
