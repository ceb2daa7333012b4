import { soon } from '../../soon';

/** What a host opens from the day: brought near once the day stands, for whoever opens it first. */
export const behind = soon(() => import('./behind-a-tap'));
