import type { Page } from '@playwright/test';
import { everywhere } from './support/axe';
import { openBrowser } from './support/browser';
import { HELENE } from './support/desk';
import { brightnessOf, openLens, type Lens } from './support/camera';
import { test as base, expect } from './support/stage';
import { networkHand } from '../support/network-hand';

const PERSON = 'p_sample0marie';
const WIFI = 'WIFI:T:WPA;S:Telecentre;P:secret;;';

interface Parts {
	lens: Lens;
	/** Whether whoever stands there lets the page have the camera. */
	allowed: boolean;
	/** Two cameras, of which neither sees anything of ours. */
	several: boolean;
}

/* Long because every story holds something up to the same camera. */
/** A kiosk with a camera, in front of which things are held. */
const test = base.extend<Parts>({
	allowed: [true, { option: true }],
	several: [false, { option: true }],
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the parts from here.
	lens: async ({}, use) => {
		const lens = await openLens();
		await use(lens);
		await lens.remove();
	},
	kioskBrowser: async ({ link: _link, lens, allowed, several }, use) => {
		// Chromium's own answer in place of whoever stands there.
		const answer = `--use-fake-ui-for-media-stream${allowed ? '' : '=deny'}`;
		const cameras = several ? ['--use-fake-device-for-media-stream=device-count=2'] : lens.args;
		const browser = await openBrowser({ args: [...cameras, answer] });
		await keepStreams(browser.page());
		await use(browser);
		await browser.close();
	}
});

/** Remembers each stream the page was given, to ask later what became of it. */
const keepStreams = (page: Page): Promise<unknown> =>
	page.addInitScript(() => {
		const given: MediaStream[] = [];
		Object.assign(window, { given });
		const { mediaDevices } = navigator;
		const ask = mediaDevices.getUserMedia.bind(mediaDevices);
		mediaDevices.getUserMedia = async (wanted) => {
			const stream = await ask(wanted);
			given.push(stream);
			return stream;
		};
	});
/** What every track of every stream is now: `live`, or `ended`. */
const tracks = (page: Page): Promise<string[]> =>
	page.evaluate(() =>
		(window as unknown as { given: MediaStream[] }).given.flatMap((stream) =>
			stream.getTracks().map(({ kind, readyState }) => `${kind} ${readyState}`)
		)
	);
const show = (page: Page) => page.getByRole('button', { name: 'Montrer mon badge' });
const frame = (page: Page) => page.getByText('Tenez le code du badge dans le cadre');

test('a badge held up to the camera is two taps from arriving, says goodbye in none, and the camera’s light goes out', async ({
	kiosk,
	lens,
	office,
	centre,
	link
}) => {
	const badge = await office.badgeOf(PERSON);
	const { page } = kiosk;
	await link.cut();
	expect(await tracks(page)).toEqual([]);
	await page.getByRole('button', { name: 'J’arrive' }).click();
	expect(await tracks(page), 'nothing is asked before it is needed').toEqual([]);
	await show(page).click();
	await expect(frame(page)).toBeVisible();
	expect(await tracks(page), 'no microphone').toEqual(['video live']);
	expect(await everywhere(page)).toEqual([]);
	await lens.show(badge);
	await expect(page.getByRole('heading', { name: 'Que venez-vous faire' })).toBeVisible();
	expect(await tracks(page)).toEqual(['video ended']);
	await expect(page.locator('video, canvas')).toHaveCount(0);
	await page.getByRole('button', { name: 'Travailler' }).click();
	await kiosk.isArrived();
	await kiosk.done();
	await page.getByRole('button', { name: 'Je pars' }).click();
	await show(page).click();
	await kiosk.hasLeft();
	expect(await tracks(page)).toEqual(['video ended', 'video ended']);
	await link.restore();
	await expect.poll(() => centre.visits(), { timeout: 30_000 }).toHaveLength(1);
	const [arrival] = await centre.facts();
	expect(arrival).toMatchObject({ person: PERSON, badge: 'b_sample0marie' });
});

test('what is held up and is no good badge is called by its name, with a way on', async ({
	kiosk,
	lens,
	office
}) => {
	const badge = await office.badgeOf(PERSON);
	const { page } = kiosk;
	await page.getByRole('button', { name: 'J’arrive' }).click();
	await show(page).click();
	const others = {
		[WIFI]: 'C’est le code d’un Wi-Fi',
		'https://example.org/certificate/42': 'Ce code ouvre une page web',
		'https://murat.example/enrol#abcde-fghjk': 'Ce code inscrit un appareil',
		[badge.slice(0, 60)]: 'Le badge n’a pas été lu en entier',
		bonjour: 'Ce n’est pas un badge du réseau'
	};
	for (const [text, title] of Object.entries(others)) {
		await lens.show(text);
		await expect(page.getByRole('heading', { name: title })).toBeVisible();
	}
	// It goes on looking, and it says so where nobody looks.
	expect(await tracks(page)).toEqual(['video live']);
	expect(await everywhere(page)).toEqual([]);

	await lens.show(badge.replace('.murat.', '.ydes.'));
	await expect(page.getByRole('heading', { name: 'Ce badge n’est pas valable' })).toBeVisible();
	expect(await tracks(page)).toEqual(['video ended']);

	const person = { person: 'p_elsewhere01', badge: 'b_elsewhere01', name: 'Jo' };
	await lens.show(networkHand().badge({ ...person, home: 'elsewhere', category: 'other' }));
	await page.getByRole('button', { name: 'Montrer un autre badge' }).click();
	await expect(page.getByRole('heading', { name: 'vient d’un autre réseau' })).toBeVisible();
	expect(await everywhere(page)).toEqual([]);

	await office.note('person.unbadged', { person: PERSON, badge: 'b_sample0marie' });
	await lens.show(badge);
	await expect(async () => {
		await page.getByRole('button', { name: /Montrer (un autre|mon) badge/ }).click();
		const refused = page.getByRole('heading', { name: 'Ce badge a été remplacé ou annulé' });
		const known = page.getByRole('heading', { name: 'Que venez-vous faire' });
		await expect(refused.or(known)).toBeVisible();
		if (await known.isVisible()) {
			await page.getByRole('button', { name: 'Retour' }).click();
			await page.getByRole('button', { name: 'J’arrive' }).click();
		}
		await expect(refused).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 60_000 });
	await page.getByRole('button', { name: 'Arriver autrement' }).click();
	await expect(page.getByRole('button', { name: 'J’ai un numéro', exact: true })).toBeVisible();
});

test('who walks away from the camera leaves it dark, by the button or by the clock', async ({
	kiosk
}) => {
	const { page } = kiosk;
	await page.getByRole('button', { name: 'J’arrive' }).click();
	await page.getByRole('button', { name: 'J’ai un numéro', exact: true }).click();
	await show(page).click();
	await expect(frame(page)).toBeVisible();
	await page.getByRole('button', { name: 'Retour' }).click();
	expect(await tracks(page)).toEqual(['video ended']);
	await page.clock.install();
	await show(page).click();
	await expect(frame(page)).toBeVisible();
	expect(await tracks(page)).toEqual(['video ended', 'video live']);
	await page.clock.runFor(46_000);
	await expect(page.getByRole('dialog')).toBeVisible();
	await page.clock.runFor(21_000);
	await kiosk.isHome();
	expect(await tracks(page)).toEqual(['video ended', 'video ended']);
	await expect(page.locator('video, canvas')).toHaveCount(0);
});

test.describe('where the camera may not be used', () => {
	test.use({ allowed: false });

	test('it says so, and the number opens all the same', async ({ kiosk }) => {
		const { page } = kiosk;
		await page.getByRole('button', { name: 'J’arrive' }).click();
		await show(page).click();
		const said = page.getByRole('alert').filter({ hasText: 'La caméra n’est pas autorisée' });
		await expect(said).toContainText('Tapez votre numéro et votre code secret');
		expect(await everywhere(page)).toEqual([]);
		await page.getByRole('button', { name: 'Taper mon numéro' }).click();
		await kiosk.typeWho({ number: '1420', code: '271828' });
		await expect(page.getByRole('heading', { name: 'Que venez-vous faire' })).toBeVisible();
	});
});

test.describe('where there are two cameras', () => {
	test.use({ several: true });

	test('the other one is a tap away, the first goes dark, and the next person finds it so', async ({
		kiosk
	}) => {
		const { page } = kiosk;
		const inUse = () =>
			page.evaluate(() => {
				const { srcObject } = document.querySelector('video')!;
				return (srcObject as MediaStream).getVideoTracks()[0]!.getSettings().deviceId;
			});
		await page.getByRole('button', { name: 'J’arrive' }).click();
		await show(page).click();
		await expect(frame(page)).toBeVisible();
		const first = await inUse();
		await page.getByRole('button', { name: 'Autre caméra' }).click();
		await expect(frame(page)).toBeVisible();
		await expect.poll(() => tracks(page)).toEqual(['video ended', 'video live']);
		const second = await inUse();
		expect(second).not.toBe(first);
		expect(await everywhere(page)).toEqual([]);
		await page.getByRole('button', { name: 'Retour' }).click();
		await show(page).click();
		await expect(frame(page)).toBeVisible();
		expect(await inUse()).toBe(second);
	});
});

test('a phone in the dark of its own screen, held up to the camera, is read', async ({
	kiosk,
	lens,
	office,
	server,
	phoneBrowser
}) => {
	const phone = phoneBrowser.page();
	const marie = { role: 'member', centre: 'murat', person: PERSON } as const;
	await phone.goto(`${server.running().url}/enrol#${await office.invite(marie)}`);
	await phone.getByRole('button', { name: 'Inscrire cet appareil' }).click();
	await phone.emulateMedia({ colorScheme: 'dark' });
	await phone.getByRole('button', { name: 'Mon badge' }).click();
	const code = phone.getByRole('img', { name: 'Badge de Marie D.' });
	await expect(code).toBeVisible({ timeout: 30_000 });
	const screen = await phone.getByRole('dialog').screenshot();
	await lens.showPicture(await brightnessOf(phone, screen));
	const { page } = kiosk;
	await page.getByRole('button', { name: 'J’arrive' }).click();
	await show(page).click();
	await expect(page.getByRole('heading', { name: 'Que venez-vous faire' })).toBeVisible();
});

test('a tablet whose own reader works uses it, and one whose own does not is none the worse', async ({
	kiosk,
	kioskBrowser,
	lens,
	office
}) => {
	const badge = await office.badgeOf(PERSON);
	const { page } = kiosk;
	// This Chromium has none of its own: what others have stands in for it, as its standard describes it.
	await kioskBrowser.page().addInitScript((text) => {
		const works = new URLSearchParams(location.search).has('works');
		class BarcodeDetector {
			static getSupportedFormats = () => Promise.resolve(['qr_code']);
			detect = () =>
				works
					? Promise.resolve([{ rawValue: text }])
					: Promise.reject(new DOMException('service missing', 'NotSupportedError'));
		}
		Object.assign(window, { BarcodeDetector });
	}, badge);
	for (const [path, shown] of [
		['/kiosk?works', undefined],
		['/kiosk', badge]
	] as const) {
		await lens.show(shown);
		await kiosk.open(path);
		await page.getByRole('button', { name: 'J’arrive' }).click();
		await show(page).click();
		await expect(page.getByRole('heading', { name: 'Que venez-vous faire' })).toBeVisible();
		expect(await tracks(page)).toEqual(['video ended']);
	}
});

test('what was read is heard as well, until staff turn that off', async ({
	kiosk,
	kioskBrowser,
	desk: _desk,
	lens
}) => {
	await kioskBrowser.page().addInitScript(() => {
		const heard: number[] = [];
		Object.assign(window, { heard });
		const { start } = OscillatorNode.prototype;
		OscillatorNode.prototype.start = function (at) {
			heard.push(this.frequency.value);
			start.call(this, at);
		};
	});
	const { page } = kiosk;
	const heard = () => page.evaluate(() => (window as unknown as { heard: number[] }).heard);
	await lens.show(WIFI);
	const mistake = async (): Promise<void> => {
		await kiosk.open();
		await page.getByRole('button', { name: 'J’arrive' }).click();
		await show(page).click();
		await expect(page.getByRole('heading', { name: 'C’est le code d’un Wi-Fi' })).toBeVisible();
	};
	await mistake();
	// Once for a code that stays in sight, not eight times a second.
	await expect.poll(heard).toEqual([220, 220]);
	await kiosk.open('/device');
	await kiosk.openToStaff(HELENE.code);
	const tones = page.getByRole('switch', { name: 'Sons à la lecture d’un badge' });
	await expect(tones).toBeChecked();
	expect(await everywhere(page)).toEqual([]);
	await tones.click();
	await expect(tones).not.toBeChecked();
	await mistake();
	expect(await heard()).toEqual([]);
});

test('a tablet without a keyboard reads its invitation by the camera', async ({
	kioskBrowser,
	link,
	lens,
	office
}) => {
	const page = kioskBrowser.page();
	await page.goto(`${link.url}/enrol`);
	await page.getByRole('button', { name: 'Lire le code QR avec la caméra' }).click();
	await expect(page.getByText('Tenez le code de l’invitation')).toBeVisible();
	expect(await everywhere(page)).toEqual([]);
	await lens.show(WIFI);
	await expect(page.getByText('Ce n’est pas une invitation')).toBeVisible();
	const code = await office.invite({ role: 'kiosk', centre: 'murat' });
	await lens.show(`${link.url}/enrol#${code}`);
	await expect(page.getByText(`${code.slice(0, 5)}-${code.slice(5)}`)).toBeVisible();
	expect(await tracks(page)).toEqual(['video ended']);
	await page.getByRole('button', { name: 'Inscrire cet appareil' }).click();
	await expect(page.getByRole('button', { name: 'J’arrive' })).toBeVisible();
});

base(
	'a kiosk without a camera offers none, and the number opens all the same',
	async ({ kiosk }) => {
		const { page } = kiosk;
		await page.getByRole('button', { name: 'J’arrive' }).click();
		await expect(page.getByRole('button', { name: 'Première visite' })).toBeVisible();
		await expect(show(page)).toHaveCount(0);
		await expect(page.getByText('Présentez-le au lecteur, c’est tout')).toBeVisible();
	}
);

base(
	'a camera that is unplugged before it is used is said to be missing',
	async ({ kioskBrowser, kiosk }) => {
		// The list of a moment ago; asking for the camera itself is the browser's own answer.
		await kioskBrowser.page().addInitScript(() => {
			const gone = { kind: 'videoinput', deviceId: 'gone' } as MediaDeviceInfo;
			navigator.mediaDevices.enumerateDevices = () => Promise.resolve([gone]);
		});
		await kiosk.open();
		const { page } = kiosk;
		await page.getByRole('button', { name: 'J’arrive' }).click();
		await show(page).click();
		await expect(page.getByRole('alert')).toContainText(['Aucune caméra sur cet appareil']);
		await expect(page.getByRole('button', { name: 'Taper mon numéro' })).toBeVisible();
	}
);
