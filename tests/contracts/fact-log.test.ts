import { indexedDbBrowser, memoryBrowser } from './browsers';
import { factLogContract } from './fact-log.contract';

factLogContract('on Dexie over IndexedDB', indexedDbBrowser);
factLogContract('on memory', memoryBrowser);
