/** How long things are kept, in days. */
export interface Retention {
	/** Visits, after which only a centre's totals stay. */
	readonly visits: number;
	/** Alarms that are over, refused and quarantined documents, the server's own log. */
	readonly logs: number;
}

/** Three months and six months: what the operators of such centres usually commit themselves to. */
export const USUAL_RETENTION: Retention = { visits: 90, logs: 180 };

const VARIABLES = { visits: 'RETENTION_VISITS_DAYS', logs: 'RETENTION_LOGS_DAYS' } as const;
const LEAST = 1;
const MOST = 3_650;

/** What an environment asks for, or the sentence that says why it is refused. */
export function retentionIn(
	env: Readonly<Record<string, string | undefined>>
): { readonly retention: Retention } | { readonly refused: string } {
	const retention = { ...USUAL_RETENTION };
	for (const [what, name] of Object.entries(VARIABLES)) {
		const text = env[name];
		if (!text) continue;
		const days = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
		if (!(days >= LEAST && days <= MOST))
			return { refused: `${name}=${text} is not a number of days from ${LEAST} to ${MOST}.` };
		retention[what as keyof Retention] = days;
	}
	return { retention };
}
