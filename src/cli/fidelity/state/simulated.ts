/** The simulator's own figures. Nothing here knows the formulas. */
import { compile } from '../../../flow/compile.ts';
import type { ParamValue } from '../../../flow/flow.ts';
import { writeResponse } from '../../../flow/http/shape.ts';
import type { HttpResponseShape } from '../../../flow/message.ts';
import { state } from '../../../flows/state/index.ts';
import type { Entry } from '../../../kernel/entry.ts';
import type { Loose } from '../../../kernel/json.ts';
import { execute } from '../../../kernel/simulate.ts';
import { type Act, nodeOf } from '../../../kernel/system.ts';
import { SECOND } from '../../../kernel/time.ts';

type Params = Readonly<Record<string, ParamValue>>;

interface Wanted {
  readonly variant?: string;
  readonly workload: string;
  readonly fixes?: Readonly<Record<string, string>>;
  readonly params?: Params;
  readonly seed?: number;
  readonly inputs?: readonly Act[];
}

/** Only the way to the server takes time, and nothing is given up. */
const BARE: Params = {
  jitterMs: 0,
  dbRttMs: 0,
  renderMs: 0,
  failurePercent: 0,
  clientTimeoutMs: 'inf',
};

function* entriesOf(wanted: Wanted): Generator<Entry> {
  const { variant = 'optimistic', workload, fixes = {}, seed = 1, inputs = [] } = wanted;
  const params = { ...BARE, ...wanted.params };
  const { system } = compile(state, { variant, workload, fixes, params });
  yield* execute({ ...system, monitors: [] }, { seed, faults: [], holds: [], inputs });
}

/** What a metric of the flow comes to. */
function metric(id: string, wanted: Wanted): number {
  const { start, on, value } = state.metrics.find((each) => each.id === id) as Loose;
  let folded: Loose = start;
  let atUs = 0;
  for (const entry of entriesOf(wanted)) {
    atUs = entry.atUs;
    if (entry.kind !== 'fact') continue;
    const { fact, op, actor } = entry;
    folded = on(folded, { kind: 'fact', fact, op, actor, node: nodeOf(actor) }, atUs);
  }
  return value(folded, atUs) ?? Number.NaN;
}

export const feedbackMs = (optimism: string, rttMs: number): number =>
  metric('feedback-mean', { workload: 'one-edit', fixes: { optimism }, params: { rttMs } });

/** How long a change that is refused stands on the screen. */
export const wrongMs = (rttMs: number): number =>
  metric('wrong-mean', { workload: 'one-edit', params: { rttMs, failurePercent: 100 } });

/** The share of changes that are taken back before a person's eyes. */
export function revertShare(failurePercent: number, changes: number): number {
  let reverts = 0;
  for (let seed = 1; seed <= changes; seed++) {
    for (const entry of entriesOf({ workload: 'one-edit', params: { failurePercent }, seed })) {
      if (entry.kind === 'fact' && entry.fact.type === 'reverted') reverts++;
    }
  }
  return reverts / changes;
}

const byHand = (node: string, atUs: number, value: string, op = 'edit-h1'): Act => ({
  op,
  node,
  atUs: Math.round(atUs),
  event: { type: 'edit', field: 'note', value },
});

/** Mean and most over changes at so many instants of a poll, in milliseconds. */
export function staleness(
  pollMs: number,
  rttMs: number,
  instants: number,
): { mean: number; most: number } {
  const times = Array.from({ length: instants }, (_, i) => {
    const atUs = (4 * pollMs + ((i + 0.5) / instants) * pollMs) * 1_000;
    return staleOnce({ pollMs, rttMs }, atUs);
  });
  const sum = times.reduce((all, each) => all + each, 0);
  return { mean: sum / instants / 1_000, most: Math.max(...times) / 1_000 };
}

function staleOnce(params: Params, atUs: number): number {
  const inputs = [byHand('device-b', atUs, 'two')];
  for (const entry of entriesOf({ workload: 'news', params, inputs })) {
    if (entry.kind !== 'fact' || entry.fact.type !== 'shown') continue;
    if (nodeOf(entry.actor) === 'app' && entry.fact['value'] === 'two') return entry.atUs - atUs;
  }
  return Number.NaN;
}

/** Requests a second of two pages that poll. */
export function pollsPerSecond(pollMs: number): number {
  let count = 0;
  let endUs = 0;
  for (const entry of entriesOf({ workload: 'news', params: { pollMs } })) {
    endUs = entry.atUs;
    if (entry.kind === 'send' && entry.event.type === 'getTodo') count++;
  }
  return count / (endUs / SECOND);
}

/** Bytes of the body of the answer that nothing is new. */
export function notModifiedBytes(): number {
  for (const { kind, ...entry } of entriesOf({ workload: 'news', params: { pollMs: 2_000 } })) {
    if (kind !== 'send') continue;
    const { from: _, op: __, ...message } = (entry as Loose).event;
    if (message.type !== 'notModified') continue;
    return writeResponse(state.messages['notModified']?.http as HttpResponseShape, message).body
      .length;
  }
  return Number.NaN;
}

/** From the network to the last answer, of twenty comments that were written without one. */
export function replayMs(send: string, rttMs: number): number {
  let onlineUs = 0;
  let lastUs = 0;
  const params = { rttMs, commitMs: 0 };
  const wanted = { variant: 'offline', workload: 'backlog', fixes: { send }, params };
  for (const entry of entriesOf(wanted)) {
    if (entry.kind === 'act' && entry.event.type === 'goOnline') onlineUs = entry.atUs;
    if (entry.kind === 'fact' && entry.fact.type === 'acknowledged') lastUs = entry.atUs;
  }
  return (lastUs - onlineUs) / 1_000;
}

/** Time that is lost with a change, on average, by each of two people. */
export function lostMs(
  failurePercent: number,
  rttMs: number,
  undoMs: number,
  durationMs: number,
): { optimist: number; pessimist: number } {
  const params = { failurePercent, rttMs, undoMs, durationMs, thinkMs: 500 };
  const changes = { true: 0, false: 0 };
  const lostUs = { true: 0, false: 0 };
  for (const entry of entriesOf({ workload: 'two-minds', params })) {
    if (entry.kind !== 'fact') continue;
    const who = entry.fact['optimist'] === true ? 'true' : 'false';
    if (entry.fact.type === 'changeAnswered') changes[who]++;
    if (entry.fact.type === 'timeLost') lostUs[who] += Number(entry.fact['us']);
  }
  return {
    optimist: lostUs.true / changes.true / 1_000,
    pessimist: lostUs.false / changes.false / 1_000,
  };
}

/** The share of refusals, in percent, at which the optimist of a run began to lose more. */
export const optimismStops = (rttMs: number, undoMs: number, durationMs: number): number =>
  metric('optimism-stops', {
    workload: 'when-optimistic',
    params: { rttMs, undoMs, durationMs, thinkMs: 500 },
  });

/** How long after its change a device whose clock is ahead still wins against all others, in ms. */
export function winsForMs(skewMs: number, everyMs: number): number {
  const fromMs = 3_000;
  const inputs = [
    { ...byHand('app', fromMs * 1_000, 'mine', 'edit-h1') },
    ...Array.from({ length: Math.ceil((2 * skewMs) / everyMs) }, (_, i) => {
      const n = i + 2;
      return byHand('device-b', (fromMs + (i + 1) * everyMs) * 1_000, `b ${n}`, `edit-h${n}`);
    }),
  ];
  const params = { skewMs, rttMs: 10 };
  const wanted = { workload: 'clock-ahead', fixes: { conflict: 'lwwClock' }, params, inputs };
  const sentMs = new Map(inputs.map(({ op, atUs }) => [op, atUs / 1_000]));
  for (const entry of entriesOf(wanted)) {
    if (entry.kind !== 'fact' || entry.fact.type !== 'applied') continue;
    if (entry.fact['by'] !== 'device-b' || !entry.op.startsWith('edit-h')) continue;
    return (sentMs.get(entry.op) ?? 0) - fromMs;
  }
  return Number.NaN;
}
