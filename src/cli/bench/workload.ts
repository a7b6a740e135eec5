/** The caching workload of the bench: many shoppers' acts on one cart, as many as it takes. */
import { compile } from '../../flow/compile.ts';
import type { Run } from '../../flow/run.ts';
import { catalogue } from '../../flows/catalogue.ts';
import { chance } from '../../kernel/chance.ts';
import type { Entry } from '../../kernel/entry.ts';
import type { Schedule } from '../../kernel/schedule.ts';
import { execute } from '../../kernel/simulate.ts';
import type { Act, System } from '../../kernel/system.ts';

export const PLAIN: Schedule = { seed: 1, faults: [], holds: [], inputs: [] };
export const FLOW = catalogue.find(({ id }) => id === 'caching') ?? fail();
export const SETUP = {
  variant: 'write-back',
  workload: 'two-shoppers',
  fixes: {},
  params: {},
} as const;
/** A write in each 5 acts: in between lie enough reads that hit. */
const WRITE_CHANCE = 0.2;
const EVERY_US = 150_000;

/** Write-back with `count` acts of its two shoppers, one in each 150 ms. */
export function shopping(count: number): System {
  const { system } = compile(FLOW, SETUP);
  const clients = system.nodes.filter(({ client }) => client === true).map(({ id }) => id);
  const acts = Array.from({ length: count }, (_, i): Act => {
    const writes = chance(1, 'bench', `act ${i}`) < WRITE_CHANCE;
    const node = clients[i % clients.length] ?? '';
    const event = writes
      ? { type: 'write', key: 'cart:1', value: `v${i}` }
      : { type: 'read', key: 'cart:1' };
    return { op: `${event.type}-${i}`, node, atUs: i * EVERY_US, event };
  });
  return { ...system, acts };
}

/** As many acts as make about so many events. */
export function shoppingOf(events: number): System {
  const sample = 200;
  let taken = 0;
  for (const entry of execute(shopping(sample), PLAIN)) if (isEvent(entry)) taken++;
  return shopping(Math.round((events * sample) / taken));
}

/** Entries that stand for an event that a machine took. */
export const isEvent = ({ kind }: Entry): boolean =>
  kind === 'deliver' || kind === 'fire' || kind === 'act';

/** The run of the flow's own that the system above is built on. */
export const RUN: Run = { version: 1, flow: FLOW.id, ...SETUP, ...PLAIN };

function fail(): never {
  throw new Error('The bench needs the flow "caching".');
}
