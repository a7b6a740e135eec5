/** Delivery × idempotency: what each way of delivering and each guard does under each fault. */
import { broken, holds } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { config } from './rows.ts';

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
    const { kinds, faults, ...where }: Budget = COLUMNS[name];
    const [j1, j2] = cell
      .split('/')
      .map((mark, n) =>
        (mark === '✓' ? holds : broken)(n === 0 ? 'J1' : 'J2', faults, kinds, where),
      );
    return config(`${says}: ${name}`, { ...BASE, ...choices }, j1 ?? [], j2 ?? []);
  }),
);
