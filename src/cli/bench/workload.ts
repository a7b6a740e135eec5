/** The caching workload of the bench: a crowd that reads a thousand carts, and saves some. */
import { type Compiled, compile } from '../../flow/compile.ts';
import type { Run } from '../../flow/run.ts';
import type { Entry } from '../../kernel/entry.ts';
import type { Schedule } from '../../kernel/schedule.ts';
import { execute } from '../../kernel/simulate.ts';
import { flows } from '../flows.ts';

export const PLAIN: Schedule = { seed: 1, faults: [], holds: [], inputs: [] };
export const FLOW = flows.find(({ id }) => id === 'caching') ?? fail();
const SAMPLE_MS = 10_000;

/** Cache-aside under a Zipf load for so long. */
export function crowdFor(durationMs: number): Run {
  const params = { durationMs: Math.round(durationMs) };
  const setup = { variant: 'cache-aside', workload: 'zipf', fixes: {}, params };
  return { version: 1, flow: FLOW.id, ...setup, ...PLAIN };
}

/** The run that makes about so many of what is counted. */
export function crowdOf(wanted: number, counts: (entry: Entry) => boolean = isEvent): Run {
  let counted = 0;
  for (const entry of execute(systemOf(crowdFor(SAMPLE_MS)), PLAIN)) if (counts(entry)) counted++;
  return crowdFor((SAMPLE_MS * wanted) / counted);
}

export const systemOf = (run: Run): Compiled['system'] => compile(FLOW, run).system;

/** Entries that stand for an event that a machine took. */
export const isEvent = ({ kind }: Entry): boolean =>
  kind === 'deliver' || kind === 'fire' || kind === 'act';

function fail(): never {
  throw new Error('The bench needs the flow "caching".');
}
