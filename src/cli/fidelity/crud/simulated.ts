/** The simulator's own figures. Nothing here knows the formulas. */
import { compile } from '../../../flow/compile.ts';
import type { ParamValue } from '../../../flow/flow.ts';
import { crud } from '../../../flows/crud/index.ts';
import type { Fault } from '../../../kernel/schedule.ts';
import { execute } from '../../../kernel/simulate.ts';
import { SECOND } from '../../../kernel/time.ts';
import { entriesOf, factsOf } from '../study.ts';

type Fixes = Readonly<Record<string, string>>;
type Params = Readonly<Record<string, ParamValue>>;

/** No way takes time and nothing is given up. */
const BARE: Params = {
  rttMs: 0,
  jitterMs: 0,
  layerMs: 0,
  dbRttMs: 0,
  cacheRttMs: 0,
  dbTimeoutMs: 'inf',
  cacheTimeoutMs: 'inf',
  clientTimeoutMs: 'inf',
};

const crowd = (workload: string, fixes: Fixes, params: Params) => ({
  variant: 'standard',
  workload,
  fixes,
  params: { ...BARE, ...params },
});

/** Queries for one page of so many rows. */
export function queriesForPage(batchLoad: string, pageSize: number): number {
  const study = { ...crowd('page-views', { batchLoad }, { pageSize }) };
  let count = 0;
  for (const { type, op } of factsOf(crud, study)) {
    if (type === 'queried' && op === 'list-1') count++;
  }
  return count;
}

/** How many queries a second are answered, and how many a page takes, when more pages are wanted than can be had. */
export function overload(
  batchLoad: string,
  pagesPerSecond: number,
  seconds: number,
): { perSecond: number; perPage: number } {
  const params = {
    users: 50,
    requestsPerUser: pagesPerSecond / 50,
    readPercent: 100,
    durationMs: seconds * 1_000,
  };
  const untilUs = seconds * SECOND;
  let answered = 0;
  const all = { pages: 0, queries: 0 };
  for (const entry of entriesOf(crud, crowd('crowd-lists', { batchLoad }, params))) {
    if (entry.kind === 'fact' && entry.fact.type === 'queried') all.queries++;
    if (entry.kind === 'fact' && entry.fact.type === 'answered') all.pages++;
    if (entry.kind !== 'send' || entry.event.type !== 'ROWS') continue;
    // The first second fills the queue.
    if (entry.atUs >= SECOND && entry.atUs < untilUs) answered++;
  }
  return { perSecond: answered / (seconds - 1), perPage: all.queries / all.pages };
}

/** Hit ratio of one item that many read. */
export function hitRatio(perSecond: number, ttlS: number, requests: number): number {
  const params = {
    users: 1,
    requestsPerUser: perSecond,
    readPercent: 100,
    ttlMs: ttlS * 1_000,
    queryMs: 0,
    durationMs: (1_000 * requests) / perSecond,
  };
  let hits = 0;
  let lookups = 0;
  for (const { type } of factsOf(crud, crowd('crowd-one-item', { cache: 'ttl' }, params))) {
    if (type === 'hit') hits++;
    if (type === 'hit' || type === 'missed') lookups++;
  }
  return hits / lookups;
}

/** What reaches the database behind a cache, beside misses and writes. */
export function loadBehindCache(seconds: number): { queries: number; missesAndWrites: number } {
  const counts = { queries: 0, missesAndWrites: 0 };
  const fixes = { cache: 'deleteAfter', batchLoad: 'join' };
  const params = { users: 10, durationMs: seconds * 1_000 };
  for (const fact of factsOf(crud, crowd('crowd-mixed', fixes, params))) {
    if (fact.type === 'queried') counts.queries++;
    const isWrite = fact.type === 'queried' && fact['of'] === 'write';
    if (fact.type === 'missed' || isWrite) counts.missesAndWrites++;
  }
  return counts;
}

/** The oldest hit on a page that a write had made old before, in seconds. */
export function oldestHitS(ttlS: number, seconds: number): number {
  const fixes = { cache: 'ttl', batchLoad: 'join' };
  const params = { users: 10, ttlMs: ttlS * 1_000, durationMs: seconds * 1_000, queryMs: 0 };
  const commitsUs: number[] = [];
  let heldAt = 0;
  let oldestUs = 0;
  for (const { type, atUs, ...fact } of factsOf(crud, crowd('crowd-mixed', fixes, params))) {
    const isPage = String(fact['key']).startsWith('page');
    if (type === 'changed') commitsUs[Number(fact['at'])] = atUs;
    if (type === 'cached' && isPage) heldAt = Number(fact['at']);
    if (type !== 'hit' || !isPage) continue;
    // The first commit after what it holds made it old.
    const sinceUs = commitsUs[heldAt + 1];
    if (sinceUs !== undefined) oldestUs = Math.max(oldestUs, atUs - sinceUs);
  }
  return oldestUs / SECOND;
}

/** The share of creates that made two rows, when each way loses a share p. */
export function duplicates(p: number, creates: number): number {
  const lossy: Fault = {
    kind: 'lossy',
    link: 'user-a--api',
    atUs: 0,
    forUs: 3_600 * SECOND,
    rate: p,
  };
  const setup = {
    variant: 'standard',
    workload: 'one-create',
    fixes: { retry: 'on' },
    params: { maxAttempts: 2, clientTimeoutMs: 500 },
  };
  const { system } = compile(crud, setup);
  const bare = { ...system, monitors: [] };
  let twice = 0;
  for (let seed = 1; seed <= creates; seed++) {
    let rows = 0;
    for (const entry of execute(bare, { seed, faults: [lossy], holds: [], inputs: [] })) {
      if (entry.kind === 'fact' && entry.fact.type === 'created') rows++;
    }
    if (rows > 1) twice++;
  }
  return twice / creates;
}
