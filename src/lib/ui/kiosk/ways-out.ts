type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** With Ctrl or Cmd: print, save, search, source, downloads, history, address, open, bookmark. */
const WITH_CONTROL = new Set([...'psfujhlogdeky']);
const ALONE = new Set(['F1', 'F3', 'F6', 'F7', 'F10', 'F12', 'ContextMenu', 'BrowserBack']);

/**
 * Keys that would take a kiosk's browser somewhere else. Closing windows and
 * switching programs are beyond a page: the tablet's own kiosk mode sees to those.
 */
export function isWayOut({ key, ctrlKey, metaKey, altKey }: Keys): boolean {
	if (ALONE.has(key)) return true;
	if (altKey && ['ArrowLeft', 'ArrowRight', 'Home'].includes(key)) return true;
	return (ctrlKey || metaKey) && WITH_CONTROL.has(key.toLowerCase());
}
