/** Memory (U4) and what is sent again (U5). */
import { broken, holds, setup } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { config } from './rows.ts';

const friends = (variant: string, fixes = {}, params = {}) =>
  setup(variant, 'friends')(fixes, params);
const drop = (variant: string, fixes = {}, params = {}) =>
  setup(variant, 'one-drop')(fixes, params);

export const memory: readonly TruthRow[] = [
  ...config(
    'direct buffered, 20 × 100 MiB > 1 GiB: out of memory, all uploads die',
    friends('direct-buffered'),
    broken('U4', 0, []),
  ),
  ...config(
    'direct buffered, users × size × copies ≤ RAM: 20 × 50 MiB',
    friends('direct-buffered', {}, { sizeMiB: 50 }),
    holds('U4', 0, []),
  ),
  ...config(
    'direct buffered, two copies: 20 × 50 MiB × 2',
    friends('direct-buffered', {}, { sizeMiB: 50, copies: 2 }),
    broken('U4', 0, []),
  ),
  ...config(
    'direct buffered, 20 × 100 MiB, 2 GiB',
    friends('direct-buffered', {}, { apiRamGiB: 2 }),
    holds('U4', 0, []),
  ),
  ...config('direct streaming: users × 64 KiB', friends('direct-streaming'), holds('U4', 0, [])),
  ...config(
    'tus: users × 64 KiB (not in the table)',
    friends('tus', {}, { partMiB: 100 }),
    holds('U4', 0, []),
  ),
  ...config('presigned PUT: no body bytes', friends('presigned-put'), holds('U4', 0, [])),
  ...config('presigned POST: no body bytes', friends('presigned-post'), holds('U4', 0, [])),
  ...config(
    'multipart: no body bytes',
    friends('multipart', {}, { sizeMiB: 20 }),
    holds('U4', 0, []),
  ),
];

/** The connection that carries a body is lost. */
const DROPS = ['drop:CHUNK'];

export const resend: readonly TruthRow[] = [
  ...config('direct buffered', drop('direct-buffered'), broken('U5', 1, DROPS)),
  ...config('direct streaming', drop('direct-streaming'), broken('U5', 1, DROPS)),
  ...config('presigned PUT', drop('presigned-put'), broken('U5', 1, DROPS)),
  ...config('presigned POST', drop('presigned-post'), broken('U5', 1, DROPS)),
  ...config(
    'multipart + resume',
    drop('multipart', { resume: 'on', completeRecover: 'on' }),
    holds('U5', 1, [...DROPS, 'crash:ada']),
  ),
  ...config(
    'multipart + resume, no completeRecover: a reload just after it was completed (not in the table)',
    drop('multipart', { resume: 'on' }),
    broken('U5', 1, ['crash:ada']),
  ),
  ...config(
    'multipart without ListParts after a reload: it begins anew',
    drop('multipart'),
    broken('U5', 1, ['crash:ada']),
  ),
  ...config(
    'multipart without ListParts, no reload (not in the table)',
    drop('multipart'),
    holds('U5', 1, DROPS),
  ),
  ...config(
    'tus: resumes at the acknowledged offset (not in the table)',
    drop('tus', { resume: 'on' }),
    holds('U5', 1, [...DROPS, 'crash:ada']),
  ),
  ...config(
    'tus, its Location forgotten by a reload (not in the table)',
    drop('tus'),
    broken('U5', 1, ['crash:ada']),
  ),
];
