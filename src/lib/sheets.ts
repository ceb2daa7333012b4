import { csvSheets } from './adapters/csv/csv';
import { xlsxSheets } from './adapters/xlsx/xlsx';
import type { Sheets } from './ports/sheets';

/** What writes tables into files: it comes with the first one that is asked for. */
export const sheets: Sheets = { ...csvSheets, ...xlsxSheets };
