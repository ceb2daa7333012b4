import { indexedDbBrowser, memoryBrowser } from './browsers';
import { daysContract } from './fact-log-days.contract';
import { lossesContract } from './fact-log-losses.contract';
import { newsContract } from './fact-log-news.contract';
import { ordersContract } from './fact-log-orders.contract';
import { ownFactsContract } from './fact-log-own.contract';
import { refusedContract } from './fact-log-refused.contract';
import { placedContract } from './fact-log-placed.contract';

for (const contract of [
	ownFactsContract,
	newsContract,
	daysContract,
	lossesContract,
	placedContract,
	refusedContract,
	ordersContract
]) {
	contract('on Dexie over IndexedDB', indexedDbBrowser);
	contract('on memory', memoryBrowser);
}
