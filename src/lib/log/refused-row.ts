import type { FactRow } from '../domain/rows';
import type { Refused } from '../ports/fact-log';
import type { Range } from '../ports/tables';

/** Every row the server has refused. */
export const REFUSED: Range = { index: 'refused.code', from: '', to: '\uffff' };

/** A row as people are told of it; `undefined` where it was not refused. */
export const refusedIn = ({ id: key, db, fact, refused, handled }: FactRow): Refused | undefined =>
	refused && { key, id: fact._id, db, fact, why: refused, ...(handled && { handled }) };
