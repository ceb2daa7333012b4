/** Takes an invitation as the app does, so that this browser has a session: its cookie travels with all that is counted. */
export async function enrol(code: string): Promise<void> {
	const { publicKey } = await crypto.subtle.generateKey(
		{ name: 'ECDSA', namedCurve: 'P-256' },
		false,
		['sign', 'verify']
	);
	const point = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
	const key = btoa(String.fromCharCode(...point))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replaceAll('=', '');
	const answer = await fetch('/enrolment', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ code, key })
	});
	if (!answer.ok) throw new Error(`enrolment: ${answer.status} ${await answer.text()}`);
}
