/** Screens are drawn in the browser from what the device holds; the server sends them nothing else. */
export const ssr = false;
