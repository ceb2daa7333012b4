import { indexedDbBrowser, memoryBrowser } from './browsers';
import { triesContract } from './tries.contract';

triesContract('on Dexie over IndexedDB', indexedDbBrowser);
triesContract('on memory', memoryBrowser);
