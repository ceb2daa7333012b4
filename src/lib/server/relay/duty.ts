import type { DatabaseName } from '../../domain/ids';
import type { Doc } from '../store/store';

/** Something the relay does with what has changed. Doing it twice changes nothing. */
export interface Duty {
	/** Documents of one database, in the order they changed. */
	seen(db: DatabaseName, docs: readonly Doc[]): Promise<void>;
	/** Before the databases are read, all of them. */
	sweepBegins?(): Promise<void>;
	/** After every database has been read to its end as it was when the sweep began. */
	sweepDone?(): Promise<void>;
}
