import { indexedDbBrowser, memoryBrowser } from './browsers';
import { tablesContract } from './tables.contract';

tablesContract('Dexie over IndexedDB', indexedDbBrowser);
tablesContract('in memory', memoryBrowser);
