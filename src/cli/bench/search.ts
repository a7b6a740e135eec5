/** How many states a second the search meets: alone, and one search on each core. */
import { availableParallelism } from 'node:os';
import { parentPort, Worker } from 'node:worker_threads';
import { compile } from '../../flow/compile.ts';
import { parseKind } from '../../kernel/search/kinds.ts';
import { search } from '../../kernel/search/search.ts';
import { cpuMs, median } from './measure.ts';
import { type Row, rate } from './row.ts';
import { FLOW } from './workload.ts';

const ROUNDS = 3;
const ROUND_MS = 1_000;
/** States between two looks at the clock. */
const SLICE = 20_000;

/** What holds, and has more states than a second is long. */
const SETUP = {
  variant: 'cache-aside',
  fixes: { fill: 'lease', awaitDelete: 'on' },
  params: {},
  workload: 'two-writes-three-reads',
};
const OPTIONS = {
  monitor: 'fresh-reads',
  faults: 1,
  delays: 0,
  kinds: ['evict:cache', 'crash:cache', 'crash:api'].map(parseKind),
};

/** States a second by a clock that tells milliseconds. */
export function statesPerSecond(nowMs: () => number): number {
  const { system } = compile(FLOW, SETUP);
  const round = (): number => {
    const each = search(system, OPTIONS);
    const startMs = nowMs();
    let states = 0;
    while (nowMs() - startMs < ROUND_MS) {
      const { verdict, stateCount } = each.run(states + SLICE);
      states = stateCount;
      if (verdict !== 'unfinished') break;
    }
    return (states / (nowMs() - startMs)) * 1_000;
  };
  round();
  return median(Array.from({ length: ROUNDS }, round));
}

export function searchRow(): Row {
  const searchStatesPerSecond = statesPerSecond(cpuMs);
  return {
    what: 'search, one worker, over a run of a second',
    aim: 'at least 150,000 states a second',
    measured: `${rate(searchStatesPerSecond)} states a second of processor time`,
    figures: { searchStatesPerSecond },
  };
}

/** One search in each of as many workers as there are cores, at once, beside one worker alone. */
export async function coresRow(): Promise<Row> {
  const cores = availableParallelism();
  const alone = await inWorker();
  const together = await Promise.all(Array.from({ length: cores }, inWorker));
  const searchScaling = together.reduce((sum, each) => sum + each, 0) / alone;
  return {
    what: `search, independent searches on ${cores} cores`,
    aim: `${cores} times 0.9`,
    measured: `${searchScaling.toFixed(2)} times one alone`,
    figures: { searchScaling },
  };
}

/** What `inWorker` makes the program do when it is the worker. */
export function answerAsWorker(): void {
  parentPort?.postMessage(statesPerSecond(() => performance.now()));
}

function inWorker(): Promise<number> {
  // Bundled, this module is the program.
  const worker = new Worker(new URL(import.meta.url));
  return new Promise((resolve, reject) => {
    worker.on('message', resolve);
    worker.on('error', reject);
  });
}
