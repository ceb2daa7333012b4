import { httpNetwork } from '../../src/lib/adapters/http/network';
import { networkContract } from './network.contract';

networkContract('HTTP', (origin, patience) => httpNetwork(origin, { patience }));
