import type { Unauthorized } from '$lib/domain/accounts';
import type { Holder } from '$lib/domain/rights';

declare global {
	namespace App {
		interface Error {
			message: string;
		}
		/** Set for what answers with data; documents and files are the same for everybody. */
		interface Locals {
			asker: { readonly holder: Holder } | { readonly unauthorized: Unauthorized };
			/** What requests are counted under: the account, or a visitor's address. */
			bucket: string;
		}
	}
}
export {};
