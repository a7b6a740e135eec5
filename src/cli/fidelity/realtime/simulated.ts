/** The simulator's own figures. Nothing here knows the formulas. */
import { realtime } from '../../../flows/realtime/index.ts';
import type { Fault } from '../../../kernel/schedule.ts';
import { MS, SECOND } from '../../../kernel/time.ts';
import { factsOf } from '../study.ts';

/** When every client sees that the server is gone: they are all connected by then. */
const GONE_US = 20 * SECOND;
const HALF_RTT_US = 25 * MS;

export interface Storm {
  /** In seconds after the clients saw the server go. */
  readonly opened: readonly number[];
  readonly attempts: readonly number[];
  readonly rejected: number;
}

/** A thousand clients, an outage of so many seconds, and 100 connections a second after it. */
export function storm(fixes: Readonly<Record<string, string>>, outageS: number, seed = 1): Storm {
  const faults: Fault[] = [
    {
      kind: 'crash',
      node: 'hub',
      atUs: GONE_US - HALF_RTT_US,
      downForUs: outageS * SECOND + HALF_RTT_US,
    },
  ];
  const params = { durationMs: 3_000_000 };
  const opened: number[] = [];
  const attempts = new Set<number>();
  let rejected = 0;
  const study = { variant: 'websocket', workload: 'restart-storm', fixes, params, seed, faults };
  for (const { type, atUs } of factsOf(realtime, study)) {
    const atS = (atUs - GONE_US) / SECOND;
    if (atS < 0) continue;
    if (type === 'opened') opened.push(atS);
    if (type === 'attempt') attempts.add(atS);
    if (type === 'rejected') rejected++;
    if (opened.length === 1_000) break;
  }
  return { opened: opened.sort((a, b) => a - b), attempts: [...attempts], rejected };
}

/** Means over so many seeds: the ms until the last has written, and the write calls of all. */
export function contention(
  backoff: string,
  writers: number,
  runs: number,
): { readonly timeMs: number; readonly calls: number } {
  let timeUs = 0;
  let calls = 0;
  for (let seed = 1; seed <= runs; seed++) {
    const study = { variant: 'contention', workload: 'writers', fixes: { backoff }, seed };
    let lastUs = 0;
    for (const { type, atUs } of factsOf(realtime, { ...study, params: { writers } })) {
      lastUs = atUs;
      if (type === 'tried') calls++;
    }
    timeUs += lastUs;
  }
  return { timeMs: timeUs / runs / MS, calls: calls / runs };
}

/** Latency of each event over an hour, in seconds, the shortest first; and how many polls went out. */
export function polling(
  timerMode: 'chained' | 'fixed',
  intervalMs: number,
): { readonly latencies: readonly number[]; readonly polls: number } {
  const publishedAtUs = new Map<number, number>();
  const latencies: number[] = [];
  let polls = 0;
  const fixes = { timerMode, asksFor: 'cursor' };
  const params = { pollIntervalMs: intervalMs, durationMs: 3_600_000, eventRatePerSecond: 0.37 };
  for (const { type, n, atUs } of factsOf(realtime, {
    variant: 'polling',
    workload: 'blip',
    fixes,
    params: { ...params, rttMs: 100 },
  })) {
    if (type === 'published') publishedAtUs.set(Number(n), atUs);
    if (type === 'asked') polls++;
    const sinceUs = type === 'applied' ? publishedAtUs.get(Number(n)) : undefined;
    if (sinceUs !== undefined) latencies.push((atUs - sinceUs) / SECOND);
  }
  return { latencies: latencies.sort((a, b) => a - b), polls };
}

/** How long after the link died the client found out, in seconds, for deaths spread over one interval. */
export function detections(count: number): number[] {
  const periodUs = 25 * SECOND + 100 * MS;
  return Array.from({ length: count }, (_, i) => {
    const atUs = 60 * SECOND + Math.round(((i + 0.5) / count) * periodUs);
    const faults: Fault[] = [{ kind: 'halfOpen', link: 'client-a--hub', atUs }];
    const fixes = { heartbeat: 'on' };
    for (const each of factsOf(realtime, {
      variant: 'websocket',
      workload: 'heartbeats',
      fixes,
      faults,
    })) {
      if (each.type === 'deadFound' && each['by'] === 'client') return (each.atUs - atUs) / SECOND;
    }
    return Number.POSITIVE_INFINITY;
  });
}
