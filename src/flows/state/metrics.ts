/** What the family counts live. */
import { counting } from '../../flow/metrics.ts';
import type { Metric } from '../../flow/property.ts';
import { optimismMetrics } from './metrics-optimism.ts';

interface Open {
  readonly op: string;
  readonly key: string;
  readonly sinceUs: number;
}

interface Spans {
  readonly open: readonly Open[];
  readonly sumUs: number;
  readonly mostUs: number;
  readonly count: number;
}

type Fact = { readonly type: string; readonly [field: string]: unknown };
type Key = (fact: Fact, op: string, node: string) => string | null;

const OPEN_MAX = 200;
/** As much as the parameter allows. */
const OUTBOX_MAX = 500;
const NONE: Spans = { open: [], sumUs: 0, mostUs: 0, count: 0 };

/** Times from one fact to another with the same key. */
const between = (
  begins: Key,
  ends: Key,
  value: (spans: Spans) => number | null,
): Pick<Metric, 'start' | 'on' | 'value'> => ({
  start: NONE as never,
  on: (state: Spans, seen, atUs): Spans => {
    if (seen.kind !== 'fact') return state;
    const begun = begins(seen.fact, seen.op, seen.node);
    const open =
      begun === null
        ? state.open
        : [...state.open, { op: seen.op, key: begun, sinceUs: atUs }].slice(-OPEN_MAX);
    const ended = ends(seen.fact, seen.op, seen.node);
    const at = ended === null ? -1 : open.findIndex(({ key }) => key === ended);
    const found = open[at];
    if (found === undefined) return open === state.open ? state : { ...state, open };
    const us = atUs - found.sinceUs;
    return {
      open: open.filter((_, i) => i !== at),
      sumUs: state.sumUs + us,
      mostUs: Math.max(state.mostUs, us),
      count: state.count + 1,
    };
  },
  value,
});

const meanMs = ({ sumUs, count }: Spans): number | null =>
  count === 0 ? null : sumUs / count / 1_000;
const mostMs = ({ mostUs, count }: Spans): number | null => (count === 0 ? null : mostUs / 1_000);

const ofType =
  (type: string): Key =>
  (fact, op) =>
    fact.type === type ? op : null;

const place = (fact: Fact, node: string): string =>
  `${node} ${String(fact['id'])} ${String(fact['field'])} ${String(fact['value'])}`;

const toPicture = between(
  (fact, _, node) => (fact.type === 'edited' && fact['kind'] === 'edit' ? place(fact, node) : null),
  (fact, _, node) => (fact.type === 'shown' ? place(fact, node) : null),
  meanMs,
);

const feedback: Metric = {
  id: 'feedback-mean',
  title: 'Seen after, mean',
  unit: 'ms',
  explain: 'From a person’s change of a text to its picture on the screen.',
  variants: ['optimistic', 'offline', 'kinds'],
  ...toPicture,
  on: (state: Spans, seen, atUs): Spans => {
    // A picture of the same text later is another change's.
    if (seen.kind === 'fact' && seen.fact.type === 'failed')
      return { ...state, open: state.open.filter(({ op }) => op !== seen.op) };
    return toPicture.on(state, seen, atUs);
  },
};

const savedAfter: Metric = {
  id: 'saved-mean',
  title: 'Saved after, mean',
  unit: 'ms',
  explain: 'From a person’s change to the answer that it is done.',
  variants: ['optimistic', 'offline', 'kinds'],
  ...between(ofType('edited'), ofType('acknowledged'), meanMs),
};

const wrongShown: Metric = {
  id: 'wrong-mean',
  title: 'Wrongly shown, mean',
  unit: 'ms',
  explain: 'How long a change that was taken back stood on the screen.',
  variants: ['optimistic', 'offline', 'kinds'],
  ...between(ofType('edited'), ofType('reverted'), meanMs),
};

/** From another device's change to the page of device A. */
const news = (value: (spans: Spans) => number | null): Pick<Metric, 'start' | 'on' | 'value'> => ({
  start: { spans: NONE, versions: [] } as never,
  on: (state: News, seen, atUs): News => onNews(state, seen, atUs),
  value: ({ spans }: News) => value(spans),
});

interface News {
  readonly spans: Spans;
  readonly versions: readonly { readonly version: number; readonly sinceUs: number }[];
}

function onNews(state: News, seen: Parameters<Metric['on']>[1], atUs: number): News {
  if (seen.kind !== 'fact') return state;
  const { fact, op, node } = seen;
  const { spans, versions } = state;
  switch (fact.type) {
    case 'edited':
      if (node === 'app') return state;
      return {
        ...state,
        spans: { ...spans, open: [...spans.open, { op, key: op, sinceUs: atUs }] },
      };
    case 'applied': {
      const begun = spans.open.find(({ key }) => key === op);
      if (begun === undefined) return state;
      const known = { version: Number(fact['version']), sinceUs: begun.sinceUs };
      const open = spans.open.filter((each) => each !== begun).slice(-OPEN_MAX);
      return { spans: { ...spans, open }, versions: [...versions, known].slice(-OPEN_MAX) };
    }
    case 'seen': {
      if (node !== 'app') return state;
      const there = versions.filter(({ version }) => version <= Number(fact['version']));
      if (there.length === 0) return state;
      const times = there.map(({ sinceUs }) => atUs - sinceUs);
      return {
        versions: versions.filter((each) => !there.includes(each)),
        spans: {
          open: spans.open,
          sumUs: times.reduce((sum, us) => sum + us, spans.sumUs),
          mostUs: Math.max(spans.mostUs, ...times),
          count: spans.count + times.length,
        },
      };
    }
    default:
      return state;
  }
}

const staleness = {
  unit: 'ms',
  chart: 'Staleness',
  variants: ['optimistic', 'offline', 'kinds'],
} as const;

const ENDS = ['acknowledged', 'failed'];

const waiting: Metric = {
  id: 'waiting',
  title: 'Changes that wait',
  unit: '',
  explain: 'How many are in the outbox: nobody has heard that they are done, or refused.',
  variants: ['offline', 'kinds'],
  start: [],
  on: (ops: readonly string[], seen): readonly string[] => {
    if (seen.kind !== 'fact') return ops;
    const { fact, op } = seen;
    if (fact.type === 'stored') return [...ops, op].slice(-OUTBOX_MAX);
    // What was there before the run, or was left by a page that is gone.
    if (fact.type === 'opened') return [...new Set([...ops, ...(fact['ops'] as string[])])];
    if (fact.type === 'evicted') return [];
    const isEnd =
      ENDS.includes(fact.type) || (fact.type === 'resolved' && fact['how'] === 'theirs');
    return isEnd ? ops.filter((each) => each !== op) : ops;
  },
  value: (ops: readonly string[]) => ops.length,
};

interface Done {
  readonly ops: readonly string[];
  readonly again: number;
}

const doneAgain: Metric = {
  id: 'done-again',
  title: 'Done once more',
  unit: '',
  explain: 'Effects at the server beyond the first of each change.',
  variants: ['optimistic', 'offline', 'kinds'],
  start: { ops: [], again: 0 },
  on: (state: Done, seen): Done => {
    if (seen.kind !== 'fact' || seen.fact.type !== 'applied') return state;
    if (state.ops.includes(seen.op)) return { ...state, again: state.again + 1 };
    return { ...state, ops: [...state.ops, seen.op].slice(-OPEN_MAX) };
  },
  value: ({ again }: Done) => again,
};

const ofTodos = (metric: Metric): Metric => ({
  ...metric,
  variants: ['optimistic', 'offline', 'kinds'],
});

export const metrics: readonly Metric[] = [
  feedback,
  savedAfter,
  ofTodos(counting('reverts', 'Reverts', '', 'Changes that were taken back.', 'reverted')),
  wrongShown,
  ofTodos(
    counting(
      'errors',
      'Errors told',
      '',
      'How often a person was told that a change has failed.',
      'told',
    ),
  ),
  ofTodos(
    counting('conflicts', 'Conflicts shown', '', 'How often a person was asked.', 'conflictShown'),
  ),
  {
    ...counting(
      'prefs-written',
      'Preferences written',
      '',
      'How often the server got other ones.',
      'prefsWritten',
    ),
    variants: ['prefs', 'kinds'],
  },
  {
    id: 'staleness-mean',
    title: 'Staleness, mean',
    explain: 'From a change at another device to its picture on this one.',
    ...staleness,
    ...news(meanMs),
  },
  {
    id: 'staleness-most',
    title: 'Staleness, most',
    explain: 'The longest so far.',
    ...staleness,
    ...news(mostMs),
  },
  waiting,
  doneAgain,
  ...optimismMetrics,
];
