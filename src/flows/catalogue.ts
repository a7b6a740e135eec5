/** The flows that there are, each loaded when it is opened: the only place that names them. */
import type { Flow } from '../flow/flow.ts';
import type { FlowEntry } from '../flow/library.ts';
import { about as auth } from './auth/about.ts';
import { about as caching } from './caching/about.ts';
import { about as crud } from './crud/about.ts';
import { about as errors } from './errors/about.ts';
import { about as jobs } from './jobs/about.ts';
import { about as realtime } from './realtime/about.ts';
import { about as state } from './state/about.ts';
import { about as upload } from './upload/about.ts';

export const catalogue: readonly FlowEntry[] = [
  { ...caching, load: async () => (await import('./caching/index.ts')).caching },
  { ...crud, load: async () => (await import('./crud/index.ts')).crud },
  { ...jobs, load: async () => (await import('./jobs/index.ts')).jobs },
  { ...realtime, load: async () => (await import('./realtime/index.ts')).realtime },
  { ...errors, load: async () => (await import('./errors/index.ts')).errors },
  { ...auth, load: async () => (await import('./auth/index.ts')).auth },
  { ...state, load: async () => (await import('./state/index.ts')).state },
  { ...upload, load: async () => (await import('./upload/index.ts')).upload },
];

/** All of them, for those who have no page to wait for. */
export const allFlows = (): Promise<readonly Flow[]> =>
  Promise.all(catalogue.map(({ load }) => load()));
