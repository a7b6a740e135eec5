/** What a crowd of WebSocket clients costs that mostly says that it is still there. */
import { compile } from '../../flow/compile.ts';
import { simulate } from '../../kernel/simulate.ts';
import { flows } from '../flows.ts';
import { cpuTimeMs } from './measure.ts';
import { type Row, rate } from './row.ts';
import { isEvent, PLAIN } from './workload.ts';

const ROUNDS = 5;
const FLOW = flows.find(({ id }) => id === 'realtime') ?? fail();

/** The least of some rounds: what else the machine does makes them longer, and nothing makes them shorter. */
export function crowdRow(): Row {
  const { system } = compile(FLOW, {
    variant: 'websocket',
    workload: 'subscribers',
    fixes: { heartbeat: 'on' },
    params: {},
  });
  const { entries } = simulate(system, PLAIN);
  const events = entries.filter(isEvent).length;
  const times = Array.from({ length: ROUNDS }, () => cpuTimeMs(() => simulate(system, PLAIN)));
  const crowdSeconds = Math.min(...times) / 1_000;
  return {
    what: `1,000 WebSocket clients with heartbeats over ten virtual minutes, ${rate(events)} events`,
    aim: 'under 2 s of processor time',
    measured: `${crowdSeconds.toFixed(1)} s`,
    figures: { crowdSeconds },
  };
}

function fail(): never {
  throw new Error('The bench needs the flow "realtime".');
}
