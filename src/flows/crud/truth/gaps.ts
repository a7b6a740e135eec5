/** §1: the five gaps, and the cache. */
import type { TruthRow } from '../../../flow/truth.ts';
import { broken, holds, row } from './rows.ts';

const NO_DEL = ['drop:DEL'];
const TWO = { workload: 'read-and-two-edits' };

export const gaps: readonly TruthRow[] = [
  ...row('serviceLayer off', 'one-import', { serviceLayer: 'off' }, broken('C5', 0, [])),
  ...row(
    'serviceLayer and repository off',
    'one-import',
    { serviceLayer: 'off', repository: 'off' },
    broken('C5', 0, []),
  ),
  ...row('serviceLayer on', 'one-import', {}, holds('C5', 0, [])),
  ...row(
    'an import that is delivered twice, without a service that knows its key',
    'one-import',
    { serviceLayer: 'off', idem: 'atomic' },
    broken('C1', 1, ['duplicate:postImport'], { params: { rttMs: 80 } }),
  ),
  ...row('validation none', 'direct-post', { validation: 'none' }, broken('C5', 0, [])),
  ...row('validation none', 'form-post', { validation: 'none' }, broken('C5', 0, [])),
  ...row('validation client', 'direct-post', { validation: 'client' }, broken('C5', 0, [])),
  ...row('validation client', 'form-post', { validation: 'client' }, holds('C5', 0, [])),
  ...row('validation server', 'direct-post', {}, holds('C5', 0, [])),
  ...row(
    'validation none, CHECK in the database',
    'direct-post',
    { validation: 'none', dbCheck: 'on' },
    holds('C5', 0, []),
  ),
  ...row(
    'serviceLayer off, CHECK in the database',
    'one-import',
    { serviceLayer: 'off', dbCheck: 'on' },
    holds('C5', 0, []),
  ),
  ...row('validation server, R in tx, no index', 'two-creates', {}, broken('C5', 0, [])),
  ...row(
    'validation server, uniqueIndex on',
    'two-creates',
    { uniqueIndex: 'on' },
    holds('C5', 0, []),
  ),

  ...row('cache none', 'read-and-edit', {}, holds('C7', 0, [])),
  ...row(
    'cache ttl',
    'read-and-edit',
    { cache: 'ttl' },
    broken('C7', 0, []),
    holds('C7', 0, [], { params: { ttlMs: 2_000 } }),
  ),
  ...row(
    'cache delete-before-write',
    'read-and-edit',
    { cache: 'deleteBefore' },
    broken('C7', 0, []),
  ),
  ...row(
    'cache deleteAfter',
    'read-and-edit',
    { cache: 'deleteAfter' },
    broken('C7', 0, []),
    holds('C7', 0, [], { params: { ttlMs: 2_000 } }),
  ),
  ...row(
    'cache writeThrough',
    'read-and-edit',
    { cache: 'writeThrough' },
    broken('C7', 0, []),
    broken('C7', 0, [], TWO),
  ),
  ...row(
    'cache versioned',
    'read-and-edit',
    { cache: 'versioned' },
    holds('C7', 0, []),
    holds('C7', 0, [], TWO),
    broken('C7', 1, NO_DEL),
    holds('C7', 1, NO_DEL, { params: { ttlMs: 5_000 } }),
    broken('C7', 1, ['crash:cache']),
  ),
  ...row(
    'cache versioned, outbox invalidation',
    'read-and-edit',
    { cache: 'versioned', invalidation: 'outbox' },
    holds('C7', 0, []),
    holds('C7', 1, NO_DEL),
  ),
  ...row(
    'cache deleteAfter, outbox invalidation: the note comes once, too',
    'read-and-edit',
    { cache: 'deleteAfter', invalidation: 'outbox' },
    broken('C7', 0, []),
  ),

  ...row(
    'batchLoad off',
    'one-page',
    { batchLoad: 'off' },
    broken('C8', 0, []),
    broken('C8', 0, [], { params: { pageSize: 2 } }),
    holds('C8', 0, [], { params: { pageSize: 1 } }),
  ),
  ...row('batchLoad on', 'one-page', { batchLoad: 'on' }, holds('C8', 0, [])),
  ...row('batchLoad join', 'one-page', { batchLoad: 'join' }, holds('C8', 0, [])),
  ...row(
    'repository off: nothing loads together',
    'one-page',
    { repository: 'off' },
    broken('C8', 0, []),
  ),

  ...row('repository off', 'delete-and-list', { repository: 'off' }, broken('C9', 0, [])),
  ...row('repository on', 'delete-and-list', {}, holds('C9', 0, [])),
];
