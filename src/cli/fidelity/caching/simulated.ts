/** The simulator's own figures. Nothing here knows the formulas. */
import { caching } from '../../../flows/caching/index.ts';
import { SECOND } from '../../../kernel/time.ts';
import { entriesOf, factsOf, type Study } from '../study.ts';

/** Nothing takes time and nothing is given up: what the formulas of hit ratios assume. */
const INSTANT = {
  clientRttMs: 0,
  clientJitterMs: 0,
  cacheRttMs: 0,
  dbRttMs: 0,
  dbConcurrency: 'inf',
  clientTimeoutMs: 'inf',
  cacheTimeoutMs: 'inf',
  dbTimeoutMs: 'inf',
} as const;

/** How long a crowd of that rate takes for so many requests. */
const durationMs = (requests: number, perSecond: number): number => (1_000 * requests) / perSecond;

/** Hit ratio over the second part of the run: the first fifth fills the cache. */
function hitRatio(study: Study, untilMs: number): number {
  let hits = 0;
  let misses = 0;
  for (const { type, atUs } of factsOf(caching, study)) {
    if (atUs < untilMs * 200) continue;
    if (type === 'hit') hits++;
    else if (type === 'missed') misses++;
  }
  return hits / (hits + misses);
}

export function zipfHitRatio(
  eviction: 'lru' | 'fifo',
  zipfAlpha: number,
  capacity: number,
  requests: number,
): number {
  const readRatePerSecond = 1_000;
  const untilMs = durationMs(requests, readRatePerSecond);
  const load = { readRatePerSecond, writeRatioPercent: 0, keys: 1_000, durationMs: untilMs };
  return hitRatio(
    {
      variant: 'cache-aside',
      workload: 'zipf',
      fixes: { eviction, start: 'warm' },
      params: { ...INSTANT, ...load, zipfAlpha, capacity },
    },
    untilMs,
  );
}

export function ttlHitRatio(perSecond: number, ttlS: number, requests: number): number {
  const untilMs = durationMs(requests, perSecond);
  return hitRatio(hotKey(perSecond, ttlS, 0, untilMs), untilMs);
}

const hotKey = (
  readRatePerSecond: number,
  ttlS: number,
  loadS: number,
  untilMs: number,
  fixes: Study['fixes'] = {},
): Study => ({
  variant: 'cache-aside',
  workload: 'hot-key',
  fixes,
  params: {
    ...INSTANT,
    readRatePerSecond,
    ttlMs: ttlS * 1_000,
    dbRttMs: loadS * 1_000,
    durationMs: untilMs,
  },
});

export interface Loads {
  /** Mean over the herds. */
  readonly perHerd: number;
  readonly perSecond: number;
}

/** Loads of a hot key: how many while the key is not there, and how many in all. */
export function hotKeyLoads(
  perSecond: number,
  ttlS: number,
  loadS: number,
  cycles: number,
  fixes: Study['fixes'] = {},
): Loads {
  const untilMs = cycles * (ttlS + 2 * loadS) * 1_000;
  const startsUs: number[] = [];
  const sizes: number[] = [];
  let open = 0;
  for (const { type, atUs } of factsOf(caching, hotKey(perSecond, ttlS, loadS, untilMs, fixes))) {
    if (type === 'loadStarted') {
      // A herd begins when nobody loads yet.
      if (open === 0) {
        startsUs.push(atUs);
        sizes.push(0);
      }
      open++;
      sizes[sizes.length - 1] = (sizes.at(-1) ?? 0) + 1;
    } else if (type === 'loadEnded') open--;
  }
  const loads = sizes.reduce((sum, each) => sum + each, 0);
  const spanUs = (startsUs.at(-1) ?? 0) - (startsUs[0] ?? 0);
  // From the first herd to the last there is one cycle for each herd but the last.
  const perCycle = (loads - (sizes.at(-1) ?? 0)) / spanUs;
  return { perHerd: loads / sizes.length, perSecond: perCycle * SECOND };
}

/** A read that finds an entry with about one load time left. */
export interface LateRead {
  readonly leftMs: number;
  readonly loadMs: number;
  /** It loads the entry anew, before it expires. */
  refreshes: boolean;
}

export function lateReads(requests: number): readonly LateRead[] {
  // Seldom enough that an entry is often left until its last moments.
  const perSecond = 5;
  const study = hotKey(perSecond, 1, 0.2, durationMs(requests, perSecond), { xfetch: 'on' });
  const reads: LateRead[] = [];
  const watched = new Map<string, LateRead>();
  for (const entry of entriesOf(caching, study)) {
    if (entry.kind === 'send' && entry.event.type === 'HIT') {
      const { leftMs, loadMs } = entry.event as unknown as { leftMs: number; loadMs: number };
      if (leftMs < 0.5 * loadMs || leftMs > 1.5 * loadMs) continue;
      const read = { leftMs, loadMs, refreshes: false };
      reads.push(read);
      watched.set(entry.event.op, read);
    } else if (entry.kind === 'fact') {
      const read = watched.get(entry.op);
      if (read !== undefined && entry.fact.type === 'loadStarted') read.refreshes = true;
      if (entry.fact.type === 'answered') watched.delete(entry.op);
    }
  }
  return reads;
}

/** Acknowledged writes lost to a crash, as the mean over crashes spread evenly over a flush interval. */
export function lostToCrash(perSecond: number, flushIntervalS: number, crashes: number): number {
  let lost = 0;
  for (let i = 0; i < crashes; i++) {
    const atUs = Math.round(SECOND * flushIntervalS * (2 + (i + 0.5) / crashes));
    lost += lostAt(perSecond, flushIntervalS, atUs, i + 1);
  }
  return lost / crashes;
}

function lostAt(perSecond: number, flushIntervalS: number, atUs: number, seed: number): number {
  const acknowledged = new Set<string>();
  const committed = new Set<string>();
  const study: Study = {
    variant: 'write-back',
    workload: 'many-keys',
    params: {
      readRatePerSecond: perSecond,
      flushIntervalMs: flushIntervalS * 1_000,
      durationMs: atUs / 1_000,
      clientRttMs: 2,
      clientJitterMs: 0,
    },
    seed,
    faults: [{ kind: 'crash', node: 'cache', atUs, downForUs: SECOND }],
  };
  for (const { type, value } of factsOf(caching, study)) {
    if (type === 'acknowledged') acknowledged.add(String(value));
    else if (type === 'committed') committed.add(String(value));
  }
  return [...acknowledged].filter((value) => !committed.has(value)).length;
}
