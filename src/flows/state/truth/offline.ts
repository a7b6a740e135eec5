/** §4: replay after a time without a network, with each conflict policy; and the outbox. */
import type { TruthRow } from '../../../flow/truth.ts';
import { broken, holds, rowOf } from './rows.ts';

const row = rowOf('offline');

const SAFE = { durableAck: 'on', park: 'on', send: 'serial' };
const IDEM = { idem: 'on' };
const LOST = ['drop:saved', 'drop:created'];
const COMMENT = { workload: 'offline-comment' };
const DISJOINT = { workload: 'disjoint-fields' };
const EDIT = { workload: 'offline-edit' };

const policy = (conflict: string, more: object = {}) => ({ ...SAFE, conflict, ...more });

export const offline: readonly TruthRow[] = [
  ...['off', 'on'].flatMap((idem) =>
    row(
      `lww whole doc, idem ${idem}`,
      'same-field',
      policy('lww', { idem }),
      broken('S4', 0, []),
      broken('S4', 0, [], DISJOINT),
      idem === 'off' ? broken('S5', 1, LOST, COMMENT) : holds('S5', 1, LOST, COMMENT),
      idem === 'off' ? broken('S5', 1, LOST, EDIT) : holds('S5', 1, LOST, EDIT),
      holds('S6', 1, LOST),
    ),
  ),
  ...row(
    'lww by field',
    'same-field',
    policy('lwwField', IDEM),
    broken('S4', 0, []),
    holds('S4', 1, LOST, DISJOINT),
    holds('S5', 1, LOST, COMMENT),
  ),
  ...row(
    'version check, idem off',
    'same-field',
    policy('version'),
    holds('S4', 1, LOST),
    holds('S4', 1, LOST, DISJOINT),
    holds('S5', 1, LOST, COMMENT),
    broken('S6', 1, LOST, EDIT),
    broken('S6', 1, LOST, COMMENT),
    holds('S6', 0, []),
  ),
  ...row(
    'version check, idem on',
    'same-field',
    policy('version', IDEM),
    holds(['S4', 'S6'], 1, LOST),
    holds(['S4', 'S6'], 1, LOST, DISJOINT),
    holds(['S5', 'S6'], 1, LOST, COMMENT),
    holds(['S5', 'S6'], 1, LOST, EDIT),
  ),
  ...row(
    'version check, a key for each attempt is none',
    'offline-edit',
    policy('version', { idem: 'perAttempt' }),
    broken('S6', 1, LOST),
  ),
  ...row(
    'a key for each attempt is none: another tab, or a page that is opened again, makes another',
    'two-tabs',
    { ...SAFE, idem: 'perAttempt' },
    broken('S5', 0, []),
    broken('S5', 1, ['crash:app'], COMMENT),
    broken('S5', 1, LOST, COMMENT),
  ),
  ...row(
    'version check, idem on, version looked at first',
    'offline-edit',
    policy('version', { ...IDEM, keyOrder: 'matchFirst' }),
    broken('S6', 1, LOST),
  ),
  ...['off', 'on'].flatMap((idem) =>
    row(
      `3-way merge, idem ${idem}`,
      'same-field',
      policy('merge', { idem }),
      holds(['S4', 'S6'], 1, LOST),
      holds(['S4', 'S6'], 1, LOST, DISJOINT),
      idem === 'off' ? broken('S5', 1, LOST, COMMENT) : holds('S5', 1, LOST, COMMENT),
      holds('S5', 1, LOST, EDIT),
      holds('S6', 1, LOST, COMMENT),
    ),
  ),

  ...['version', 'merge'].flatMap((conflict) =>
    row(
      `${conflict}: a person keeps the own text, knowing the other`,
      'resolved',
      policy(conflict, { ...IDEM, revert: 'layered' }),
      holds(['S3', 'S4', 'S5', 'S6'], 1, LOST),
    ),
  ),

  ...row(
    'reloaded in the worst moment, no key',
    'offline-comment',
    SAFE,
    broken('S5', 1, ['crash:app']),
    holds('S5', 0, []),
  ),
  ...row(
    'reloaded in the worst moment, a key',
    'offline-comment',
    { ...SAFE, ...IDEM },
    holds(['S5', 'S7', 'QUEUE'], 1, ['crash:app']),
    holds(['S5', 'S7', 'QUEUE'], 1, ['crash:api', ...LOST]),
    holds('S5', 2, ['crash:app', ...LOST]),
  ),
  ...row(
    'reloaded in the worst moment, version check, a key',
    'offline-edit',
    policy('version', IDEM),
    holds('S6', 1, ['crash:app', ...LOST]),
  ),

  ...row(
    'durableAck off',
    'offline-edit-reload',
    { ...SAFE, durableAck: 'off' },
    broken('S7', 1, ['quotaExceeded']),
    holds('S7', 0, []),
    // The transaction takes its time, and the page is gone before it is complete.
    broken('S7', 0, [], { params: { commitMs: 5 } }),
    // It is not complete later, unseen, either: the outbox has nothing that nobody sends.
    holds('QUEUE', 1, ['crash:app'], { params: { commitMs: 5 }, workload: 'offline-edit' }),
  ),
  ...row(
    'durableAck on',
    'offline-edit-reload',
    SAFE,
    holds(['S7', 'S8'], 1, ['quotaExceeded']),
    holds('S7', 1, ['crash:app']),
    holds('S7', 1, ['crash:app'], { params: { commitMs: 5 } }),
    broken('S7', 1, ['eviction']),
  ),
  ...row(
    'reloaded with a change in the outbox, snapshot: it is not shown again',
    'offline-edit-reload',
    { ...SAFE, ...IDEM },
    broken('S2', 0, []),
  ),
  ...row(
    'reloaded with a change in the outbox, layered, versionGuard',
    'offline-edit-reload',
    { ...SAFE, ...IDEM, revert: 'layered', versionGuard: 'on' },
    holds(['S1', 'S2', 'S3', 'S5'], 1, LOST),
    holds(['S2', 'S3', 'S5'], 1, ['crash:app']),
  ),
  ...row(
    'created and changed without a network, and reloaded',
    'create-and-edit',
    { ...SAFE, ...IDEM, revert: 'layered', versionGuard: 'on' },
    holds(['S1', 'S3', 'S5', 'S7'], 1, ['crash:app']),
  ),
  ...row('a poll beside an outbox', 'news-offline', SAFE, holds('S10', 0, [])),
  ...row(
    'persist granted',
    'offline-edit-reload',
    { ...SAFE, persist: 'on' },
    holds('S7', 1, ['eviction', 'crash:app']),
  ),

  ...row(
    'replay in parallel',
    'create-and-edit',
    { ...SAFE, send: 'parallel' },
    broken('S3', 0, []),
  ),
  ...row(
    'replay in parallel',
    'two-offline-edits',
    { ...SAFE, send: 'parallel' },
    broken('S3', 0, []),
  ),
  ...row(
    'replay one at a time',
    'create-and-edit',
    SAFE,
    holds('S3', 0, []),
    holds('S3', 1, ['fail:postTodo', 'drop:created']),
  ),
  ...row(
    'replay one at a time',
    'two-offline-edits',
    { ...SAFE, ...IDEM, revert: 'layered' },
    holds(['S1', 'S2', 'S3', 'S5'], 1, LOST),
  ),
  ...row(
    'replay one at a time, no key: a lost answer puts the first change last',
    'two-offline-edits',
    SAFE,
    holds('S3', 1, LOST),
    broken('S5', 1, LOST),
  ),

  ...row(
    'a poisoned change is tried for ever',
    'poison',
    { ...SAFE, park: 'off' },
    broken(['S8', 'QUEUE'], 0, []),
  ),
  ...row(
    'a poisoned change is tried for ever, in parallel',
    'poison',
    { ...SAFE, park: 'off', send: 'parallel' },
    broken(['S8', 'QUEUE'], 0, []),
  ),
  ...row(
    'a poisoned change is parked',
    'poison',
    SAFE,
    holds(['S8', 'QUEUE'], 0, []),
    // What the storage never answers is not kept, and is said.
    holds(['S8', 'QUEUE'], 1, ['crash:outbox']),
  ),

  ...row('two tabs, no lock, no key', 'two-tabs', SAFE, broken('S5', 0, [])),
  ...row('two tabs, no lock, a key', 'two-tabs', { ...SAFE, ...IDEM }, holds('S5', 1, LOST)),
  ...row('two tabs, a lock', 'two-tabs', { ...SAFE, tabLock: 'on' }, holds('S5', 0, [])),
  ...row(
    'two tabs, a lock, no key: a lost answer',
    'two-tabs',
    { ...SAFE, tabLock: 'on' },
    broken('S5', 1, LOST),
  ),
  ...row(
    'two tabs, a lock and a key',
    'two-tabs',
    { ...SAFE, ...IDEM, tabLock: 'on' },
    holds('S5', 1, LOST),
  ),
  ...row(
    'two tabs, a lock, version check: a conflict with oneself',
    'two-tabs',
    { ...SAFE, tabLock: 'on', conflict: 'version' },
    holds('S6', 0, []),
  ),
  ...row(
    'two tabs, no lock, version check: a conflict with oneself',
    'two-tabs',
    { ...SAFE, conflict: 'version' },
    broken('S6', 0, []),
  ),
];
