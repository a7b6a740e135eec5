/** U6: an upload survives its URLs. U10: what the person sees at its end is true. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Violation } from '../../../kernel/monitor.ts';
import type { Fact } from '../../../kernel/system.ts';
import { canBeHad, type Files, follow, NO_FILES } from './files.ts';
import { on, type Table, withEntry, without } from './seen.ts';

/** By operation: `open`, then `expired` once a URL was too old. */
type Open = Table<'open' | 'expired'>;

export const expirySurvives: Guarantee = {
  id: 'expiry-survives',
  ref: 'U6',
  title: 'An upload survives its URLs',
  explain: 'An upload is completed however long it takes, although its URLs expire.',
  workloads: ['one-file'],
  variants: ['presigned-put', 'presigned-post', 'multipart'],
  monitor: () => ({
    kind: 'eventually',
    over: 'timed',
    start: {},
    on: on((state: Open, fact: Fact, op: string): Judged<Open> => {
      if (fact.type === 'selected') return { state: withEntry(state, op, 'open') };
      if (fact.type === 'urlExpired' && state[op] !== undefined) {
        return { state: withEntry(state, op, 'expired') };
      }
      const isOver = fact.type === 'shown' && ['done', 'cancelled'].includes(String(fact['sign']));
      return { state: isOver ? without(state, op) : state };
    }),
    atRest: (state: Open): Violation | null => {
      const found = Object.keys(state).find((op) => state[op] === 'expired');
      if (found === undefined) return null;
      const say = `${found} was never completed: its URL had expired when a request began.`;
      return { say, because: [`${found}/urlExpired`] };
    },
  }),
};

interface Ends extends Files {
  readonly signs: Table<string>;
}
const NO_ENDS: Ends = { ...NO_FILES, signs: {} };

const foldEnds = on((state: Ends, fact: Fact, op: string): Judged<Ends> => {
  const files = follow(state, fact, op);
  if (files !== state) return { state: { ...files, signs: state.signs } };
  if (fact.type !== 'shown') return { state };
  return { state: { ...state, signs: withEntry(state.signs, op, String(fact['sign'])) } };
});

export const truthfulEnd: Guarantee = {
  id: 'truthful-end',
  ref: 'U10',
  title: 'What the person sees is true',
  explain:
    'When all is quiet, the page says "done" of what can be had, and "failed" of what cannot.',
  workloads: ['one-file'],
  monitor: () => ({
    kind: 'eventually',
    over: 'orders',
    start: NO_ENDS,
    on: foldEnds,
    atRest: (state: Ends): Violation | null => {
      for (const [op, sign] of Object.entries(state.signs)) {
        const isThere = canBeHad(state, op);
        if (sign === 'done' && !isThere) {
          return {
            say: `The page says done of ${op}, which cannot be had.`,
            because: [`${op}/shown`],
          };
        }
        if (sign === 'failed' && isThere) {
          return {
            say: `The page says failed of ${op}, which is READY.`,
            because: [`${op}/shown`],
          };
        }
      }
      return null;
    },
  }),
};

interface Whole {
  readonly sizes: Table<number>;
  /** Bytes that storage has, by operation and part; an object is part 0, and whole. */
  readonly arrived: Table<Table<number>>;
  readonly files: Files;
  readonly signs: Table<string>;
}

/** U10 and more: who has sent everything gets something for it. */
export const wholeEndsReady: Guarantee = {
  id: 'whole-ends-ready',
  ref: 'U10+',
  title: 'What storage took is READY in the end',
  explain:
    'An upload of which storage took every byte, and whose page stayed to the end, can be had.',
  workloads: ['one-file'],
  monitor: () => ({
    kind: 'eventually',
    over: 'orders',
    start: { sizes: {}, arrived: {}, files: NO_FILES, signs: {} },
    on: on((state: Whole, fact: Fact, op: string): Judged<Whole> => {
      const files = follow(state.files, fact, op);
      const next = { ...state, files };
      switch (fact.type) {
        case 'selected':
          return {
            state: { ...next, sizes: withEntry(state.sizes, op, Number(fact['sizeBytes'])) },
          };
        // An upload in parts that begins anew begins with none.
        case 'opened':
          return { state: { ...next, arrived: without(state.arrived, op) } };
        case 'partStored': {
          // The same part may come twice.
          const known = state.arrived[op] ?? {};
          const parts = withEntry(known, String(fact['part']), Number(fact['bytes']));
          return { state: { ...next, arrived: withEntry(state.arrived, op, parts) } };
        }
        case 'stored': {
          const whole = { 0: Number(fact['sizeBytes']) };
          return { state: { ...next, arrived: withEntry(state.arrived, op, whole) } };
        }
        case 'verifiedWrong':
          return { state: { ...next, sizes: without(state.sizes, op) } };
        case 'shown':
          return { state: { ...next, signs: withEntry(state.signs, op, String(fact['sign'])) } };
        default:
          return { state: files === state.files ? state : next };
      }
    }),
    atRest: ({ sizes, arrived, files, signs }: Whole): Violation | null => {
      for (const [op, size] of Object.entries(sizes)) {
        const hasNothing = signs[op] === 'failed' || signs[op] === 'unknown';
        const parts = Object.values(arrived[op] ?? {});
        const bytes = parts.reduce((sum, each) => sum + each, 0);
        if (!hasNothing || bytes !== size || canBeHad(files, op)) continue;
        const say = `Storage took every byte of ${op}, and nobody can have it.`;
        return { say, because: [`${op}/shown`] };
      }
      return null;
    },
  }),
};
