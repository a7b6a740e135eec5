/** The simulator's own figures. Nothing here knows the formulas. */
import type { ParamValue } from '../../../flow/flow.ts';
import { upload } from '../../../flows/upload/index.ts';
import { entriesOf, factsOf, type Study } from '../study.ts';

const MIB = 2 ** 20;
type Params = Readonly<Record<string, ParamValue>>;

/** No way takes time. */
const BARE: Params = { clientRttMs: 0, storageRttMs: 0, backRttMs: 0 };

/** Bodies of so many people in the memory of the API, at most; and what goes through it. */
export function server(
  variant: string,
  users: number,
  sizeMiB: number,
  copies = 1,
): { memoryMiB: number; throughMiB: number } {
  const params = { users, sizeMiB, copies, apiRamGiB: 16, clientTimeoutMs: 'inf' } as const;
  let most = 0;
  let through = 0;
  for (const { type, bytes } of factsOf(upload, { variant, workload: 'friends', params })) {
    if (type === 'memory') most = Math.max(most, Number(bytes));
    if (type === 'through') through += Number(bytes);
  }
  return { memoryMiB: most / MIB, throughMiB: through / MIB };
}

/** How many uploads have ended, out of memory or well. */
export function friendsOnOneGib(variant: string): { done: number; outOfMemory: number } {
  const counts = { done: 0, outOfMemory: 0 };
  for (const { type, sign } of factsOf(upload, { variant, workload: 'friends' })) {
    if (type === 'shown' && sign === 'done') counts.done++;
    if (type === 'outOfMemory') counts.outOfMemory++;
  }
  return counts;
}

/** What a drop at a share of the file has sent again, in MiB. */
export function sentAgain(variant: string, dropPercent: number, parallel = 1): number {
  const params = { ...BARE, dropPercent, parallel, sizeMiB: 100 };
  let sent = 0;
  for (const { type, bytes } of factsOf(upload, { variant, workload: 'tunnel', params })) {
    if (type === 'sent') sent += Number(bytes);
  }
  return sent / MIB - 100;
}

/** What an upload sends over a line that drops at random: the mean of so many, and its standard error. */
export function sentUnderDrops(
  variant: string,
  hazard: number,
  partMiB: number,
  uploads: number,
): { meanMiB: number; errorMiB: number } {
  const params = {
    ...BARE,
    dropHazardPerMiB: hazard,
    partMiB,
    parallel: 1,
    users: uploads,
    maxAttempts: 10,
    signBatch: 100,
  };
  const sums = new Map<string, number>();
  for (const { type, op, bytes } of factsOf(upload, { variant, workload: 'bad-line', params })) {
    if (type === 'sent') sums.set(op, (sums.get(op) ?? 0) + Number(bytes) / MIB);
  }
  const all = Array.from(sums.values());
  const mean = all.reduce((sum, each) => sum + each, 0) / all.length;
  const variance = all.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (all.length - 1);
  return { meanMiB: mean, errorMiB: Math.sqrt(variance / all.length) };
}

/** When each part began, from 0 on, in seconds after the first. */
export function partStartsS(parallel: number): number[] {
  const params = { ...BARE, parallel, urlTtlS: 604_800 };
  const starts: number[] = [];
  for (const { type, part, atUs } of factsOf(upload, {
    variant: 'multipart',
    workload: 'late-parts',
    params,
  })) {
    if (type === 'began') starts[Number(part) - 1] = atUs / 1e6;
  }
  const [first = 0] = starts;
  return starts.map((at) => at - first);
}

/** The first part that storage refuses; `null` for none. */
export function firstExpired(parallel: number, ttlS: number): number | null {
  const params = { ...BARE, parallel, urlTtlS: ttlS };
  const study = { variant: 'multipart', workload: 'late-parts', params };
  for (const { type, part } of factsOf(upload, study))
    if (type === 'urlExpired') return Number(part);
  return null;
}

/** Requests that a browser sends, over HTTP. */
export function requests(variant: string, fixes: Study['fixes'] = {}, params: Params = {}): number {
  const asked = { sizeMiB: 100, ...params };
  let count = 0;
  for (const entry of entriesOf(upload, {
    variant,
    workload: 'hasty-sweeper',
    fixes,
    params: asked,
  })) {
    if (entry.kind !== 'send') continue;
    const http = upload.messages[entry.event.type]?.http;
    if (http !== undefined && 'method' in http) count++;
  }
  return count;
}

/** How large the parts of a file are. */
export function partMiBOf(sizeMiB: number): number {
  const params = { sizeMiB, partMiB: 5, upRateMiBps: 100 };
  for (const entry of entriesOf(upload, { variant: 'multipart', workload: 'ten-gib', params })) {
    if (entry.kind === 'send' && entry.event.type === 'uploadParts') {
      return Number(entry.event['partSize']) / MIB;
    }
  }
  return Number.NaN;
}
