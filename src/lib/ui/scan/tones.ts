/** Two short tones, beside what the screen says and never instead of it. */
export type Tone = 'good' | 'bad';

/** This device's own setting, no person's: it stays when somebody signs out. */
const KEY = 'telecentres-tones';
/** Hertz, one after the other. */
const NOTES: Readonly<Record<Tone, readonly number[]>> = { good: [660, 990], bad: [220, 220] };
/** Seconds: of a note, and from one to the next. */
const LENGTH = 0.09;
const APART = 0.12;
/** Heard over a room that talks, startling nobody. */
const LOUDNESS = 0.2;

let context: AudioContext | undefined;

export function areTonesOn(): boolean {
	try {
		return localStorage.getItem(KEY) !== 'off';
	} catch {
		return true;
	}
}

export function setTones(on: boolean): void {
	try {
		localStorage.setItem(KEY, on ? 'on' : 'off');
	} catch {
		// Storage is full or forbidden: the switch shows what it is after the next look.
	}
}

/** Nothing is said where it cannot be heard: the screen has said it. */
export async function play(tone: Tone): Promise<void> {
	if (!areTonesOn()) return;
	try {
		context ??= new AudioContext();
		if (context.state !== 'running') await context.resume();
		for (const [i, hertz] of NOTES[tone].entries()) note(context, hertz, i * APART);
	} catch (error) {
		console.warn(error);
	}
}

function note(into: AudioContext, hertz: number, after: number): void {
	const at = into.currentTime + after;
	const [tone, gain] = [into.createOscillator(), into.createGain()];
	tone.type = 'triangle';
	tone.frequency.value = hertz;
	// Swells and fades: a tone cut off square would click.
	gain.gain.setValueAtTime(0, at);
	gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.01);
	gain.gain.linearRampToValueAtTime(0, at + LENGTH);
	tone.connect(gain).connect(into.destination);
	tone.start(at);
	tone.stop(at + LENGTH);
}
