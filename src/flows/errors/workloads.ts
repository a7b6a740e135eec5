/** What the simulated users do. */
import type { ClientSpec, ParamValue, WorkloadSpec } from '../../flow/flow.ts';
import type { Act, Message } from '../../kernel/system.ts';
import { MS, SECOND } from '../../kernel/time.ts';

const ANN: ClientSpec = { id: 'ann', title: 'Ann' };
const BEN: ClientSpec = { id: 'ben', title: 'Ben' };
/** May look and buy, and change nothing. */
const GUEST: ClientSpec = { id: 'guest', title: 'Guest' };

const act = (op: string, node: string, atMs: number, event: Message): Act => ({
  op,
  node,
  atUs: atMs * MS,
  event,
});
const buy = (n: number, node: string, atMs: number): Act =>
  act(`buy-${n}`, node, atMs, { type: 'buy', item: 'lamp', qty: 1 });
const create = (n: number, node: string, atMs: number, name: string, qty = 3): Act =>
  act(`create-${n}`, node, atMs, { type: 'create', name, qty });
const look = (n: number, node: string, atMs: number, id: string): Act =>
  act(`look-${n}`, node, atMs, { type: 'look', id });

type Values = Readonly<Record<string, ParamValue>>;
/** The provider fails when somebody makes it fail. */
const CALM = { failureRatePercent: 0 } as const;

/** A worker goes on asking for notes: such a run ends here, others at rest. */
const END_US = 20 * SECOND;
const horizonUs = (): number => END_US;

/** One request, or a few, that meet one class of error: small enough to search. */
const meets = (
  title: string,
  explain: string,
  clients: readonly ClientSpec[],
  acts: readonly Act[],
  params: Values = {},
): WorkloadSpec => ({
  title,
  explain,
  clients,
  params: { ...CALM, ...params },
  acts: () => acts,
  horizonUs,
  searchable: true,
});

/** Everybody sits beside the backend, so that what is between them cannot fail. */
const BESIDE = {
  ...CALM,
  attempts: 2,
  clientRttMs: 0,
  layerRttMs: 0,
  clientTimeoutMs: 'inf',
  callerTimeoutMs: 'inf',
  pollMs: 'inf',
  keyTtlMs: 'inf',
} as const;

export const workloads = {
  'every-class': {
    title: 'Right and wrong',
    explain: 'Somebody and a guest meet one class of error after the other.',
    clients: [ANN, GUEST],
    params: { ...CALM, rateLimit: 4 },
    horizonUs,
    acts: () => [
      look(1, 'ann', 200, 'lamp'),
      buy(1, 'guest', 900),
      create(1, 'ann', 1_600, 'stool', 0),
      look(2, 'guest', 2_300, 'vase'),
      buy(2, 'ann', 3_000),
      create(2, 'ann', 3_700, 'lamp'),
      buy(3, 'guest', 4_400),
      create(3, 'ann', 5_100, 'a very comfortable sofa'),
      create(4, 'guest', 5_800, 'chair'),
      buy(4, 'ann', 6_500),
      act('session-1', 'guest', 7_200, { type: 'signOut' }),
      buy(5, 'guest', 7_300),
      look(3, 'ann', 7_350, 'lamp'),
      look(4, 'ann', 7_450, 'lamp'),
      look(5, 'ann', 7_550, 'lamp'),
    ],
  },
  'not-found': meets(
    'Not found',
    'Somebody looks at an item that was deleted.',
    [ANN],
    [look(1, 'ann', 200, 'vase')],
  ),
  validation: meets(
    'Invalid input',
    'Somebody creates an item with the quantity 0.',
    [ANN],
    [create(1, 'ann', 200, 'stool', 0)],
  ),
  authentication: meets(
    'Not signed in',
    'Somebody whose session is over orders a lamp.',
    [ANN],
    [act('session-1', 'ann', 100, { type: 'signOut' }), buy(1, 'ann', 200)],
  ),
  authorization: meets(
    'Not allowed',
    'A guest creates an item.',
    [GUEST],
    [create(1, 'guest', 200, 'chair')],
  ),
  conflict: meets(
    'Name taken',
    'Somebody creates an item whose name is taken; told to try again, they do.',
    [ANN],
    [create(1, 'ann', 200, 'lamp')],
    { pressesAgain: 2 },
  ),
  'foreign-key': meets(
    'Still needed',
    'Somebody deletes an item that was ordered.',
    [ANN],
    [act('remove-1', 'ann', 200, { type: 'remove', id: 'desk' })],
  ),
  'rate-limit': meets(
    'Too many requests',
    'Two people look at an item, where one request a window is allowed.',
    [ANN, BEN],
    [look(1, 'ann', 200, 'lamp'), look(2, 'ben', 250, 'lamp')],
    { rateLimit: 1, attempts: 2 },
  ),
  database: meets(
    'Database error',
    'Somebody creates an item whose name does not fit into its column.',
    [ANN],
    [create(1, 'ann', 200, 'a very comfortable sofa')],
  ),
  'external-service': meets(
    'Provider down',
    'Somebody orders a lamp while the payment provider fails.',
    [ANN],
    [buy(1, 'ann', 200)],
    { failureRatePercent: 100 },
  ),
  'one-look': meets(
    'One look',
    'Somebody looks at an item; the page asks once, and no more.',
    [ANN],
    [look(1, 'ann', 200, 'lamp')],
    { attempts: 1 },
  ),
  'same-name': meets(
    'The same name, twice at once',
    'Two people create an item of the same name at the same time.',
    [ANN, BEN],
    [create(1, 'ann', 200, 'chair'), create(2, 'ben', 200, 'chair')],
    BESIDE,
  ),
  'one-item': meets(
    'One item',
    'Somebody creates an item.',
    [ANN],
    [create(1, 'ann', 0, 'chair')],
    {
      ...BESIDE,
    },
  ),
  'one-order': meets(
    'One order',
    'Somebody orders a lamp, beside the backend.',
    [ANN],
    [buy(1, 'ann', 0)],
    BESIDE,
  ),
  'one-order-far': meets(
    'One order, from afar',
    'Somebody orders a lamp, over a network that may lose the answer.',
    [ANN],
    [buy(1, 'ann', 0)],
    { ...BESIDE, clientRttMs: 60, clientTimeoutMs: 8_000 },
  ),
  orders: {
    title: 'Two people order',
    explain: 'Two people order a lamp now and then.',
    clients: [ANN, BEN],
    params: CALM,
    horizonUs,
    acts: () => [
      buy(1, 'ann', 200),
      buy(2, 'ben', 1_600),
      buy(3, 'ann', 3_000),
      buy(4, 'ben', 4_400),
    ],
  },
  rush: {
    title: 'Everybody at once',
    explain: 'Many people order a lamp at the same instant.',
    clients: [{ id: 'crowd', title: 'Crowd', crowd: true }],
    horizonUs,
    acts: () => [],
  },
  'rush-limited': {
    title: 'Everybody at once, and a limit',
    explain: 'A few people order at the same instant, more than the rate limit allows.',
    clients: [{ id: 'crowd', title: 'Crowd', crowd: true }],
    params: { ...CALM, clients: 10, rateLimit: 2, attempts: 2 },
    horizonUs,
    acts: () => [],
  },
} as const satisfies Readonly<Record<string, WorkloadSpec>>;
