import * as v from 'valibot';
import type {
	EnrolmentRequest,
	Place,
	QuarantineRequest,
	SessionRequest
} from '../../domain/accounts';

const text = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most));
const account = v.pipe(v.string(), v.regex(/^[a-z0-9]{8,24}$/));

const place = v.object({
	role: v.picklist(['kiosk', 'host', 'trainer', 'coordinator', 'member']),
	centre: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/))),
	person: v.optional(v.pipe(v.string(), v.regex(/^p_[a-z0-9]{8,24}$/)))
});

const enrolment = v.object({
	code: v.pipe(v.string(), v.maxLength(100)),
	key: v.pipe(v.string(), v.maxLength(200)),
	label: v.optional(text(80))
});

const proof = {
	account,
	challenge: text(120),
	/** 64 bytes, base64url. */
	signature: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/))
};
const session = v.object(proof);
const quarantine = v.object({ ...proof, facts: text(2_000_000) });
const revocation = v.object({ account });

/** Each takes any JSON; `undefined` for what is not the request it is called after. */
const taking =
	<T>(schema: v.GenericSchema<unknown, T>) =>
	(value: unknown): T | undefined => {
		const parsed = v.safeParse(schema, value);
		return parsed.success ? parsed.output : undefined;
	};

export const parsePlace: (value: unknown) => Place | undefined = taking(place);
export const parseEnrolment: (value: unknown) => EnrolmentRequest | undefined = taking(enrolment);
export const parseSession: (value: unknown) => SessionRequest | undefined = taking(session);
export const parseQuarantine: (value: unknown) => QuarantineRequest | undefined =
	taking(quarantine);
export const parseRevocation: (value: unknown) => { account: string } | undefined =
	taking(revocation);
