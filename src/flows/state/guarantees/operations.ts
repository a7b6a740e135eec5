/** S5: nothing is done twice. S6: no conflict with oneself. S8: what fails is said. QUEUE: it goes on. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Look, Seen, Violation } from '../../../kernel/monitor.ts';
import type { AppContext } from '../machines/app-context.ts';
import { factIn, listOf, remembering, text, withOne } from './seen.ts';

const EDITING = ['optimistic', 'offline', 'kinds'];

export const exactlyOnce: Guarantee = {
  id: 'exactly-once',
  ref: 'S5',
  title: 'Nothing is done twice',
  explain: 'Each change has its effect once, however often it is sent.',
  workloads: ['one-edit', 'offline-comment', 'two-tabs'],
  variants: EDITING,
  monitor: () => ({ kind: 'always', over: 'orders', start: [], on: onApplied }),
};

function onApplied(done: readonly string[], seen: Seen): Judged<readonly string[]> {
  const found = factIn(seen);
  if (found === null || found.fact.type !== 'applied') return { state: done };
  const { op } = found;
  if (!done.includes(op)) return { state: withOne(done, op) };
  return {
    state: done,
    violation: { say: `The server has done ${op} a second time.`, because: [`${op}/applied`] },
  };
}

interface Others {
  readonly by: string;
  readonly id: string;
  readonly version: number;
}

export const noFalseConflict: Guarantee = {
  id: 'no-false-conflict',
  ref: 'S6',
  title: 'No conflict with oneself',
  explain: 'A conflict is only shown when another device has written since the person looked.',
  workloads: ['two-edits', 'two-devices', 'offline-edit', 'offline-comment', 'same-field'],
  variants: EDITING,
  monitor: () => ({ kind: 'always', over: 'orders', start: [], on: onConflict }),
};

function onConflict(writes: readonly Others[], seen: Seen): Judged<readonly Others[]> {
  const found = factIn(seen);
  if (found === null) return { state: writes };
  const { fact, op } = found;
  if (fact.type === 'applied') {
    const [by, id, version] = [text(fact, 'by'), text(fact, 'id'), Number(fact['version'])];
    const rest = writes.filter((each) => each.by !== by || each.id !== id);
    const all = [...rest, { by, id, version }].sort((a, b) => (a.by < b.by ? -1 : 1));
    return { state: all.slice(-20) };
  }
  if (fact.type !== 'conflictShown') return { state: writes };
  const base = Number(fact['base']);
  const isTrue = writes.some(
    (each) => each.by !== fact['device'] && each.id === fact['id'] && each.version > base,
  );
  if (isTrue) return { state: writes };
  return {
    state: writes,
    violation: {
      say: `${op} is shown as a conflict, but nobody else has written since version ${base}.`,
      because: [`${op}/applied`, `${op}/conflictShown`],
    },
  };
}

interface Failures {
  /** Whose page waits for an answer. */
  readonly open: readonly { readonly op: string; readonly node: string }[];
  readonly failed: readonly string[];
  readonly told: readonly string[];
}

export const failureVisible: Guarantee = {
  id: 'failure-visible',
  ref: 'S8',
  title: 'What fails is said',
  explain: 'Whatever is refused or never answered, the person is told in the end.',
  workloads: ['one-edit', 'poison'],
  variants: EDITING,
  monitor: ({ clientTimeoutMs = 0 }) => ({
    kind: 'eventually',
    over: 'orders',
    start: { open: [], failed: [], told: [] },
    // A page that gives up says so; one that never does may wait for ever.
    on: clientTimeoutMs === Number.POSITIVE_INFINITY ? onWaiting : onFailure,
    atRest: unsaid,
  }),
};

function onWaiting(before: Failures, seen: Seen): Judged<Failures> {
  const { state } = onFailure(before, seen);
  const without = (end: (each: Failures['open'][number]) => boolean): Judged<Failures> => ({
    state: { ...state, open: state.open.filter((each) => !end(each)) },
  });
  if (seen.kind === 'down') return without(({ node }) => node === seen.node);
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op, node } = found;
  if (fact.type === 'edited')
    return { state: { ...state, open: remembering(state.open, { op, node }) } };
  if (fact.type === 'reloading') return without((each) => each.node === node);
  return SETTLED.includes(fact.type) ? without((each) => each.op === op) : { state };
}

const SETTLED = ['acknowledged', 'failed', 'told', 'conflictShown'];

function onFailure(state: Failures, seen: Seen): Judged<Failures> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  switch (fact.type) {
    case 'failed':
    case 'refusedByServer':
      return state.failed.includes(op)
        ? { state }
        : { state: { ...state, failed: withOne(state.failed, op) } };
    case 'told':
    case 'conflictShown':
      return { state: { ...state, told: withOne(state.told, op) } };
    // A later attempt was taken.
    case 'acknowledged':
      return { state: { ...state, failed: state.failed.filter((each) => each !== op) } };
    default:
      return { state };
  }
}

function unsaid({ open, failed, told }: Failures, look: Look): Violation | null {
  const waits = open.find(({ node }) => (look(node) as AppContext | undefined)?.online === true);
  if (waits !== undefined)
    return {
      say: `${waits.op} was never answered, and nobody was told.`,
      because: [`${waits.op}/edited`, `${waits.op}/applied`],
    };
  const op = failed.find((each) => !told.includes(each));
  if (op === undefined) return null;
  return {
    say: `${op} has failed, and nobody was told.`,
    because: [`${op}/refusedByServer`, `${op}/failed`, `${op}/reverted`],
  };
}

interface Queue {
  readonly stored: readonly string[];
  readonly ended: readonly string[];
  readonly pages: readonly string[];
}

const ENDS = ['applied', 'failed', 'conflictShown', 'acknowledged'];

export const queueMovesOn: Guarantee = {
  id: 'queue-moves-on',
  ref: 'QUEUE',
  title: 'The outbox is emptied',
  explain:
    'What was stored without a network is sent in the end, when there is one: nothing in the outbox stops what comes after it.',
  workloads: ['poison'],
  variants: ['offline', 'kinds'],
  monitor: () => ({
    kind: 'eventually',
    over: 'orders',
    start: { stored: [], ended: [], pages: [] },
    on: onStored,
    atRest: stuck,
  }),
};

function onStored(state: Queue, seen: Seen): Judged<Queue> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op, node } = found;
  if (fact.type === 'stored') return { state: { ...state, stored: withOne(state.stored, op) } };
  // A page that has an outbox opens it.
  if (fact.type === 'opened' && !state.pages.includes(node))
    return { state: { ...state, pages: withOne(state.pages, node) } };
  if (fact.type === 'evicted') {
    const ended = listOf(fact, 'ops').reduce(withOne, state.ended);
    return { state: { ...state, ended } };
  }
  if (!ENDS.includes(fact.type) || state.ended.includes(op)) return { state };
  return { state: { ...state, ended: withOne(state.ended, op) } };
}

function stuck({ stored, ended, pages }: Queue, look: Look): Violation | null {
  const isOnline = pages.some((page) => (look(page) as AppContext | undefined)?.online === true);
  const op = stored.find((each) => !ended.includes(each));
  if (op === undefined || !isOnline) return null;
  return {
    say: `${op} waits in the outbox, and nothing will ever come of it.`,
    because: [`${op}/stored`, `${op}/savedOffline`, `${op}/refusedByServer`],
  };
}
