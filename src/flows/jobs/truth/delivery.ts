/** §3.6, "Delivery × idempotency": what each way of delivering and each guard does under each fault. */
import type { TruthRow } from '../../../flow/truth.ts';

type Choices = Pick<TruthRow, 'fixes' | 'params'>;
type Budget = Pick<TruthRow, 'kinds' | 'faults' | 'delays'> & Choices;

/** The visibility timeout is the only deadline. */
const ONLY_VT = { enqueueTimeoutMs: 'inf', dbTimeoutMs: 'inf', effectTimeoutMs: 'inf' } as const;

/** The columns. Slowness is a late deadline, everything else a fault. */
const COLUMNS = {
  crash: { kinds: ['crash:worker-1'], faults: 1, delays: 0 },
  'ack lost': { kinds: ['drop:ACK'], faults: 1, delays: 0 },
  'slow > VT': { kinds: [], faults: 0, delays: 1, params: ONLY_VT },
  'pause > lease': { kinds: ['pause:worker-1'], faults: 1, delays: 0 },
  'ambiguous timeout': { kinds: ['drop:OK'], faults: 1, delays: 0 },
  'enqueue-ack lost': { kinds: ['drop:ENQUEUED'], faults: 1, delays: 0 },
} as const satisfies Readonly<Record<string, Budget>>;
type Column = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as Column[];

/** `✗/✓` is J1 broken, J2 holds; `–` is not in the table. */
type Cell = '✓/✓' | '✓/✗' | '✗/✓' | '–';

interface Row extends Choices {
  readonly says: string;
  readonly cells: readonly Cell[];
}

const ROWS: readonly Row[] = [
  {
    says: 'early ack, none',
    fixes: { ackMode: 'early' },
    cells: ['✗/✓', '✓/✓', '✓/✓', '✓/✓', '✓/✓', '✓/✗'],
  },
  {
    says: 'late, no VT',
    params: { visibilityTimeoutMs: 'inf' },
    cells: ['✗/✓', '–', '–', '–', '–', '–'],
  },
  { says: 'late, none', cells: ['✓/✗', '✓/✗', '✓/✗', '✓/✗', '✓/✗', '✓/✗'] },
  {
    says: 'late, extendLease only',
    fixes: { extendLease: 'on' },
    // "slow > VT" is below: what is slow there is the job, not the network.
    cells: ['✓/✗', '✓/✗', '–', '✓/✗', '✓/✗', '✓/✗'],
  },
  {
    says: 'late, checkThenMark',
    fixes: { idempotency: 'checkThenMark' },
    cells: ['✓/✗', '✓/✓', '✓/✗', '✓/✗', '✓/✗', '✓/✗'],
  },
  {
    says: 'late, markFirst',
    fixes: { idempotency: 'markFirst' },
    cells: ['✗/✓', '✓/✓', '✓/✓', '✓/✓', '✓/✓', '✓/✓'],
  },
  {
    says: 'late, fencing token at E',
    fixes: { idempotency: 'fencing' },
    cells: ['✓/✗', '✓/✗', '✓/✗', '✓/✗', '✓/✗', '✓/✗'],
  },
  {
    says: 'late, atomicAtEffect',
    fixes: { idempotency: 'atomicAtEffect' },
    cells: ['✓/✓', '✓/✓', '✓/✓', '✓/✓', '✓/✓', '✓/✓'],
  },
];

const BASE = { variant: 'fifo', workload: 'one-order' } as const;

export const delivery: readonly TruthRow[] = ROWS.flatMap(({ says, cells, ...choices }) =>
  cells.flatMap((cell, i) => {
    const name = NAMES[i];
    if (name === undefined || cell === '–') return [];
    const [j1, j2] = cell.split('/');
    return [
      rowOf(`${says}: ${name}: J1`, 'J1', j1 === '✓', name, choices),
      rowOf(`${says}: ${name}: J2`, 'J2', j2 === '✓', name, choices),
    ];
  }),
);

function rowOf(
  says: string,
  guarantee: string,
  holds: boolean,
  column: Column,
  choices: Choices,
): TruthRow {
  const budget: Budget = COLUMNS[column];
  const params = { ...choices.params, ...budget.params };
  const expect = verdict(holds, budget);
  return { says, ...BASE, ...choices, guarantee, ...budget, params, expect };
}

function verdict(holds: boolean, { faults, delays }: Budget): TruthRow['expect'] {
  if (holds) return { verdict: 'holds' };
  const late = delays > 0 ? { delayCount: delays } : {};
  return { verdict: 'broken', faultCount: faults, ...late };
}
