/** How many states a second the search meets: alone, and one search on each core. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { argv, execPath } from 'node:process';
import { compile } from '../../flow/compile.ts';
import { search } from '../../kernel/search/search.ts';
import { median } from './measure.ts';
import { type Row, rate } from './row.ts';
import { FLOW, SETUP } from './workload.ts';

const ROUNDS = 3;
const ROUND_MS = 1_000;
/** States between two looks at the clock. */
const SLICE = 20_000;

/** What it needs: a guarantee that holds, with more states than a second is long. */
export function statesPerSecond(): number {
  const { system } = compile(FLOW, { ...SETUP, fixes: { fill: 'lease', conditionalFlush: 'on' } });
  const options = { monitor: 'durable-writes', faults: 0, delays: 0, kinds: [] };
  const round = (): number => {
    const each = search(system, options);
    const startMs = performance.now();
    let states = 0;
    while (performance.now() - startMs < ROUND_MS) {
      const { verdict, stateCount } = each.run(states + SLICE);
      states = stateCount;
      if (verdict !== 'unfinished') break;
    }
    return (states / (performance.now() - startMs)) * 1_000;
  };
  round();
  return median(Array.from({ length: ROUNDS }, round));
}

export function searchRow(): Row {
  const searchStatesPerSecond = statesPerSecond();
  return {
    what: 'search, one worker, over a run of a second',
    aim: 'at least 150,000 states a second',
    measured: `${rate(searchStatesPerSecond)} states a second`,
    figures: { searchStatesPerSecond },
  };
}

/** The same measurement in as many processes as there are cores, at once, beside one alone. */
export async function coresRow(): Promise<Row> {
  const cores = availableParallelism();
  const alone = await inProcess();
  const together = await Promise.all(Array.from({ length: cores }, inProcess));
  const searchScaling = together.reduce((sum, each) => sum + each, 0) / alone;
  return {
    what: `search, independent searches on ${cores} cores`,
    aim: `${cores} times 0.9`,
    measured: `${searchScaling.toFixed(2)} times one alone`,
    figures: { searchScaling },
  };
}

function inProcess(): Promise<number> {
  const child = spawn(
    execPath,
    [...process.execArgv, argv[1] ?? '', '--only', 'search', '--json'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let text = '';
  child.stdout.on('data', (part: Buffer) => {
    text += part.toString();
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => {
      const { searchStatesPerSecond } = JSON.parse(text) as { searchStatesPerSecond: number };
      resolve(searchStatesPerSecond);
    });
  });
}
