/** Every way this simulation makes things go wrong, and what people do about places meanwhile, in the words it reports them by. */
export const FAULTS = [
	'link cut',
	'request cut',
	'response lost after commit',
	'request delivered twice',
	'request delivered again much later',
	'slow link',
	'black hole, request lost',
	'black hole, request delivered',
	'captive portal',
	'429',
	'503',
	'401',
	'413',
	'segments cut',
	'tab dies inside a transaction',
	'tab dies before a commit',
	'tab dies between commit and mark',
	'tab dies',
	'no room',
	'two taps at once',
	'one person at two kiosks',
	'unsound name',
	'unknown kind',
	'unknown version',
	'hostile batch',
	'fact refused',
	'id taken',
	'server dies in a batch',
	'server dies',
	'relay dies',
	'store fails',
	'restored, renamed',
	'restored, raw',
	'store of a device missing',
	'store of a device and its mark missing',
	'store of a device older',
	'store and mark of a device older',
	'device cloned',
	'new epoch',
	'new name',
	'clock wrong',
	'clock back',
	'clock ahead',
	'night',
	'rows compacted',
	'facts evicted',
	'facts asked for again',
	'place requested',
	'place changed',
	'place cancelled',
	'offer taken',
	'place assigned',
	'place moved',
	'place taken back',
	'place blocked',
	'centre closed',
	'centre reopened',
	'other places kept',
	'person told',
	'kiosk fenced',
	'came while the kiosk was cut off',
	'walk-in given a place',
	'hours pass'
] as const;
export type Fault = (typeof FAULTS)[number];

/** How often each has really happened. */
export type Happened = Record<Fault, number>;

export const nothingHappened = (): Happened =>
	Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Happened;

export function addTo(sum: Happened, more: Happened): void {
	for (const fault of FAULTS) sum[fault] += more[fault];
}
