import { promises } from './promises';

// The other half, so that two cores have something to do.
promises('second');
