import type { Page } from '@playwright/test';

/**
 * What the page's own policy has to say about what happens in it from here on, one line for each
 * report: refused scripts, styles, frames, and text handed to a sink without a trusted type. To be
 * called before the page is opened; goes on through reloads and other addresses.
 */
export async function watchPolicy(page: Page): Promise<readonly string[]> {
	const reports: string[] = [];
	await page.exposeFunction('tellOfReport', (report: string) => void reports.push(report));
	await page.addInitScript(() => {
		const { tellOfReport } = window as unknown as { tellOfReport(report: string): void };
		addEventListener('securitypolicyviolation', (event) =>
			tellOfReport(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`.trim())
		);
	});
	return reports;
}
