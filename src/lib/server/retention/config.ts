/** How long things are kept, in days. */
export interface Retention {
	/** Visits, after which only a centre's totals stay. */
	readonly visits: number;
	/** Alarms that are over, refused and quarantined documents, the server's own log. */
	readonly logs: number;
	/** Names of learners, after the last that is said of their training. */
	readonly training: number;
}

/**
 * Three months and six months: what the operators of such centres usually commit
 * themselves to. Six years: what may be asked of who was paid for training
 * (certificates are kept for three, what supports them for six; ten where Europe
 * has paid).
 */
export const USUAL_RETENTION: Retention = { visits: 90, logs: 180, training: 2_192 };

const VARIABLES = {
	visits: 'RETENTION_VISITS_DAYS',
	logs: 'RETENTION_LOGS_DAYS',
	training: 'RETENTION_TRAINING_DAYS'
} as const;
const LEAST = 1;
const MOST = { visits: 3_650, logs: 3_650, training: 7_300 } as const;

/** What an environment asks for, or the sentence that says why it is refused. */
export function retentionIn(
	env: Readonly<Record<string, string | undefined>>
): { readonly retention: Retention } | { readonly refused: string } {
	const retention = { ...USUAL_RETENTION };
	for (const [what, name] of Object.entries(VARIABLES)) {
		const text = env[name];
		if (!text) continue;
		const days = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
		const most = MOST[what as keyof Retention];
		if (!(days >= LEAST && days <= most))
			return { refused: `${name}=${text} is not a number of days from ${LEAST} to ${most}.` };
		retention[what as keyof Retention] = days;
	}
	return { retention };
}
