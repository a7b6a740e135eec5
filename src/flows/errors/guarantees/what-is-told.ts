/** E2: no leak. E4: every 5xx can be traced. E9: the page says something that helps. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen, Violation } from '../../../kernel/monitor.ts';
import { broken, factIn, rowOf, type Table, withoutRow, withRow } from './seen.ts';

/** What a stranger may learn from an answer that says too much. */
const SECRETS: readonly (readonly [what: string, RegExp])[] = [
  ['a stack', /\bat \w+(\.\w+)* \(/],
  ['SQL', /\bERROR \w{5}:|\bSELECT \w+ FROM\b|\bCHECK \(|\bconstraint "/],
  ['a path', /\/srv\/|\/home\/|\.js\b/],
  ['a host', /\b[\w-]+\.internal\b|\b10\.\d+\.\d+\.\d+/],
  ['a version', /\b(nginx|Node\.js)[/ ]v?\d/],
];

export const noLeak: Guarantee = {
  id: 'no-leak',
  ref: 'E2',
  title: 'Answers give nothing away',
  explain: 'No body holds a stack, SQL, a path, the name of a host, or a version.',
  workloads: ['database', 'validation', 'one-order'],
  monitor: () => ({ kind: 'always', over: 'orders', start: null, on: onBody }),
};

function onBody(state: null, seen: Seen): Judged<null> {
  const found = factIn(seen);
  if (found === null || found.fact.type !== 'answered') return { state };
  const { fact, op } = found;
  const body = String(fact['body']);
  const leak = SECRETS.find(([, pattern]) => pattern.test(body));
  if (leak === undefined) return { state };
  return broken(state, op, `The answer to ${op} tells a stranger ${leak[0]}.`, 'answered');
}

/** By trace: how many records there are, and whether an answer names it. */
interface Traced {
  readonly records: number;
  readonly answered: string;
}
interface Traces {
  readonly traces: Table<Traced>;
  /** What the backend last replied to each operation; 0: nothing yet. */
  readonly replied: Table<number>;
}

export const traceable: Guarantee = {
  id: 'errors-can-be-traced',
  ref: 'E4',
  title: 'Every server error can be traced',
  explain: 'Each 5xx answer of the backend names a trace, and the log has one record of it.',
  workloads: ['database', 'one-order'],
  monitor: () => ({
    kind: 'eventually',
    over: 'orders',
    start: { traces: [], replied: [] },
    on: onTrace,
    atRest: ({ traces }) => untraced(traces),
  }),
};

function onTrace(state: Traces, seen: Seen): Judged<Traces> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  const { traces, replied } = state;
  switch (fact.type) {
    case 'sent':
      return { state: { traces, replied: withRow(replied, op, 0) } };
    case 'replied':
      return { state: { traces, replied: withRow(replied, op, Number(fact['status'])) } };
    case 'logged': {
      const trace = String(fact['trace']);
      const { records, answered } = rowOf(traces, trace) ?? { records: 0, answered: '' };
      const row = { answered, records: Math.min(records + 1, 3) };
      return { state: { traces: withRow(traces, trace, row), replied } };
    }
    case 'answered': {
      const status = Number(fact['status']);
      if (status < 500) return { state };
      if (fact['traceId'] === undefined) {
        // A page that something in front of the backend wrote is none of its answers.
        if (rowOf(replied, op) !== status) return { state };
        return broken(state, op, `The ${status} for ${op} names no trace.`, 'answered');
      }
      const trace = String(fact['traceId']);
      const { records } = rowOf(traces, trace) ?? { records: 0 };
      return { state: { traces: withRow(traces, trace, { records, answered: op }), replied } };
    }
    default:
      return { state };
  }
}

function untraced(traces: Table<Traced>): Violation | null {
  const wrong = traces.find(([, { records, answered }]) => answered !== '' && records !== 1);
  if (wrong === undefined) return null;
  const [trace, { records, answered }] = wrong;
  const count = records === 0 ? 'no record' : `${records} records`;
  const say = `The log has ${count} of the trace ${trace}, where one belongs.`;
  return { say, because: [`${answered}/logged`, `${answered}/answered`] };
}

export const actionable: Guarantee = {
  id: 'the-page-helps',
  ref: 'E9',
  title: 'The page says what to do',
  explain:
    'A page is never blank after an answer, never shows JSON, HTML or a stack, and nobody waits forever.',
  workloads: ['one-look', 'not-found', 'database', 'one-order'],
  monitor: ({ clientTimeoutMs = 0 }) => ({
    kind: 'eventually',
    over: 'orders',
    start: [],
    on: onScreen,
    // A timeout of the browser ends every wait, and maybe after the run.
    ...(Number.isFinite(clientTimeoutMs) ? {} : { atRest: stillWaiting }),
  }),
};

/** Who waits for an answer, and at which node. */
type Waiting = Table<string>;

const RAW: readonly (readonly [what: string, RegExp])[] = [
  ['nothing', /^\s*$/],
  ['JSON', /[{[]"/],
  ['HTML', /<\/?\w+>/],
  ['a stack', /\bat \w+(\.\w+)* \(/],
];

function onScreen(state: Waiting, seen: Seen): Judged<Waiting> {
  // Nobody sits before a page that is closed.
  if (seen.kind === 'down') return { state: state.filter(([, node]) => node !== seen.node) };
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  if (fact.type === 'asked' || fact.type === 'pressedAgain') {
    return { state: withRow(state, op, seen.node) };
  }
  if (fact.type !== 'shown') return { state };
  const next = withoutRow(state, op);
  const raw = RAW.find(([, pattern]) => pattern.test(String(fact['text'])));
  if (raw === undefined) return { state: next };
  return broken(next, op, `After ${op} the page shows ${raw[0]}.`, 'answered', 'shown');
}

function stillWaiting([first]: Waiting): Violation | null {
  if (first === undefined) return null;
  const [op] = first;
  return { say: `Nobody was ever told what became of ${op}.`, because: [`${op}/asked`] };
}
