import { soon } from '../../soon';

/** What a trainer opens from a screen: brought near once the first one stands, since the next is needed with the cable out. */
export const behind = soon(() => import('./behind-a-tap'));
