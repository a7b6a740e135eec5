/** URLs that expire (U6): judged in virtual time. */
import { broken, holds, setup } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { config } from './rows.ts';

export const expiry: readonly TruthRow[] = [
  ...config(
    'presigned PUT, TTL < duration, no drop: it started in time',
    setup('presigned-put', 'hasty-sweeper')({}, { urlTtlS: 60 }),
    holds('U6', 0, []),
  ),
  ...config(
    'presigned PUT, queueing > TTL, no re-sign: 403 on start',
    setup('presigned-put', 'queue')(),
    broken('U6', 0, []),
  ),
  ...config(
    'presigned PUT, drop > TTL, no re-sign: 403 on restart',
    setup('presigned-put', 'tunnel')({}, { urlTtlS: 60 }),
    broken('U6', 0, []),
  ),
  ...config(
    'presigned POST, queueing > TTL, no re-sign (not in the table)',
    setup('presigned-post', 'queue')(),
    broken('U6', 0, []),
  ),
  ...config(
    'presigned PUT, queueing > TTL, 403 => re-sign',
    setup('presigned-put', 'queue')({ signOnDemand: 'on' }),
    holds('U6', 0, []),
  ),
  ...config(
    'presigned PUT, drop > TTL, 403 => re-sign',
    setup('presigned-put', 'tunnel')({ signOnDemand: 'on' }, { urlTtlS: 60 }),
    holds('U6', 0, []),
  ),
  ...config(
    'multipart, all URLs signed up front: the last part starts after the TTL',
    setup('multipart', 'late-parts')(),
    broken('U6', 0, []),
  ),
  ...config(
    'multipart, all URLs signed up front: the last part starts within the TTL',
    setup('multipart', 'late-parts')({}, { urlTtlS: 100 }),
    holds('U6', 0, []),
  ),
  ...config(
    'multipart, signOnDemand',
    setup('multipart', 'late-parts')({ signOnDemand: 'on' }),
    holds('U6', 0, []),
  ),
  ...config(
    'multipart, signOnDemand, 403 => re-sign once: the clock of storage is ahead',
    setup('multipart', 'one-file')({ signOnDemand: 'on' }),
    holds('U6', 1, ['skew:storage']),
  ),
];
