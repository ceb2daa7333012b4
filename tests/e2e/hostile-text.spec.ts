import { enrolOverHttp } from '../support/enrol';
import { watchPolicy } from './support/policy';
import { expect, test } from './support/stage';

/** Things people do not type, unless they mean harm. Each would set `ran` if anything took it for code. */
const CORPUS = [
	'<img src=x onerror="ran=1">',
	'"><script>ran=1</script>',
	"'-(ran=1)-'",
	'<svg/onload=ran=1>',
	'<iframe srcdoc="<script>parent.ran=1</script>">',
	'javascript:ran=1//',
	'</title><script>ran=1</script>',
	'{{constructor.constructor("ran=1")()}}',
	'${(ran=1)}',
	'<a href="javascript:ran=1">ici</a>',
	'<style>@import"//x"</style>',
	'\u202e<b onclick=ran=1>'
] as const;
/** Names are longer than most of them; other fields are not. */
const short = (text: string, length: number): string => text.slice(0, length);

test('58: what people type is shown as they typed it, and never becomes part of a page', async ({
	server,
	office,
	kiosk,
	desk
}) => {
	test.setTimeout(180_000);
	const { page } = desk;
	const reports = await watchPolicy(page);
	const dialogs: string[] = [];
	page.on('dialog', (dialog) => {
		dialogs.push(dialog.message());
		void dialog.dismiss();
	});
	const code = { salt: 'c2FsdA==', iterations: 600_000, hash: 'aGFzaA==' };
	for (const [i, text] of CORPUS.entries()) {
		const person = `p_hostile${String(i).padStart(4, '0')}`;
		await office.note('person.registered', {
			person,
			name: text,
			category: 'other',
			commune: text,
			phone: short(text, 30),
			email: text,
			adult: text,
			rules: short(text, 20),
			consents: { [short(text, 30)]: true }
		});
		await office.note('staff.appointed', { person: `${person}s`, name: text, code });
		await office.note('person.noted', { person, note: text });
		const invitation = await office.invite({ role: 'kiosk', centre: 'murat' });
		await enrolOverHttp(server.running().url, invitation, text);
	}
	for (const text of CORPUS.slice(0, 2)) {
		await kiosk.firstVisit(text);
		expect(await kiosk.page.evaluate(() => 'ran' in window)).toBe(false);
		await kiosk.done();
	}

	const looksHarmless = async (): Promise<void> => {
		// Whatever waits for an event has had its chance.
		await page.evaluate(() => new Promise(requestAnimationFrame));
		expect(await page.evaluate(() => 'ran' in window)).toBe(false);
		expect(dialogs).toEqual([]);
		expect(reports).toEqual([]);
	};
	await expect(desk.visitsOf(CORPUS[0])).toHaveCount(1);
	await looksHarmless();
	await page.getByRole('button', { name: 'Évacuation' }).click();
	await expect(page.getByText(CORPUS[1])).toBeVisible();
	await looksHarmless();

	await desk.open('/people');
	await expect(page.getByText(CORPUS[3], { exact: true }).first()).toBeVisible();
	await looksHarmless();
	for (const i of [0, 4, 9]) {
		const person = `p_hostile${String(i).padStart(4, '0')}`;
		await desk.open(`/people/${person}`);
		await expect(page.getByRole('heading', { level: 1 })).toContainText(CORPUS[i]!);
		await looksHarmless();
		await desk.open(`/people/${person}/dossier`);
		await expect(page.getByText(CORPUS[i]!).first()).toBeVisible();
		await looksHarmless();
	}
	await desk.open('/people/staff');
	await expect(page.getByText(CORPUS[5]).first()).toBeVisible();
	await looksHarmless();
	await desk.open('/devices');
	await expect(page.getByText(CORPUS[7]).first()).toBeVisible();
	await looksHarmless();
});
