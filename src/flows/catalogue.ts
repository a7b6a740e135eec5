/** The flows that there are: the only place that names them. */
import type { Flow } from '../flow/flow.ts';
import { caching } from './caching/index.ts';
import { jobs } from './jobs/index.ts';

export const catalogue: readonly Flow[] = [caching, jobs];
