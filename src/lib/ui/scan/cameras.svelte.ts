/** The cameras this device has. Asking how many asks nobody for anything; their names come once one may be used. */
class Cameras {
	all = $state.raw<readonly MediaDeviceInfo[]>([]);

	/** Whether there is one to offer. */
	get any(): boolean {
		return this.all.length > 0;
	}

	/** Follows what is plugged in and out, until the answer is called. */
	watch(): () => void {
		// Absent where the address is not a secure one.
		const devices = (navigator as Partial<Navigator>).mediaDevices;
		const look = (): void => void this.look();
		devices?.addEventListener('devicechange', look);
		look();
		return () => devices?.removeEventListener('devicechange', look);
	}

	async look(): Promise<void> {
		const devices = (navigator as Partial<Navigator>).mediaDevices;
		try {
			const found = (await devices?.enumerateDevices()) ?? [];
			this.all = found.filter(({ kind }) => kind === 'videoinput');
		} catch {
			// A browser that does not say has none that could be counted on.
			this.all = [];
		}
	}
}

export const cameras = new Cameras();
