import { memoryPlace } from './places';
import { generationsContract } from './store-generations.contract';
import { rulesContract } from './store-rules.contract';
import { storeContract } from './store.contract';

storeContract('in memory', memoryPlace);
generationsContract('in memory', memoryPlace);
rulesContract('in memory', memoryPlace);
