/** U7: READY keeps to the policy. U8: no parts are left. U9: nobody writes over somebody else's file. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Violation } from '../../../kernel/monitor.ts';
import type { Fact } from '../../../kernel/system.ts';
import { isAllowedKind, isAllowedType } from '../protocol.ts';
import { MIB } from '../settings.ts';
import { sizeText } from '../words.ts';
import { on, type Table, withEntry, without } from './seen.ts';

interface Known {
  /** By key: what is wrong with the object; empty for nothing. */
  readonly wrong: Table<string>;
  /** Keys of rows that say READY. */
  readonly ready: Table<string>;
}

/** An object that breaks the policy may lie there, as long as no row says READY of it. */
const limits = (
  names: Pick<Guarantee, 'id' | 'ref' | 'title' | 'explain'>,
  faultOf: (fact: Fact, mostBytes: number) => string,
): Guarantee => ({
  ...names,
  workloads: ['one-file'],
  monitor: ({ sizeLimitMiB = 200 }) => ({
    kind: 'always',
    over: 'orders',
    start: { wrong: {}, ready: {} },
    on: on((state: Known, fact: Fact, op: string): Judged<Known> => {
      const key = String(fact['key']);
      switch (fact.type) {
        case 'stored': {
          const fault = faultOf(fact, sizeLimitMiB * MIB);
          return judged({ ...state, wrong: withEntry(state.wrong, key, fault) }, key, op);
        }
        case 'deleted':
          return { state: { ...state, wrong: without(state.wrong, key) } };
        case 'recorded':
          if (fact['status'] !== 'READY') return { state };
          return judged({ ...state, ready: withEntry(state.ready, key, op) }, key, op);
        default:
          return { state };
      }
    }),
  }),
});

function judged(state: Known, key: string, op: string): Judged<Known> {
  const fault = state.wrong[key] ?? '';
  if (fault === '' || state.ready[key] === undefined) return { state };
  const violation: Violation = {
    say: `${key} is READY, though ${fault}.`,
    because: [`${op}/stored`, `${op}/recorded`],
  };
  return { state, violation };
}

export const sizeLimit = limits(
  {
    id: 'size-limit',
    ref: 'U7',
    title: 'No READY file is too large',
    explain: 'A file of which a row says READY is no larger than the limit.',
  },
  ({ sizeBytes }, most) =>
    Number(sizeBytes) > most ? `it has ${sizeText(Number(sizeBytes))}` : '',
);

export const declaredType = limits(
  {
    id: 'declared-type',
    ref: 'U7t',
    title: 'No READY file is called something else',
    explain: 'A file of which a row says READY is called what the policy allows: a picture.',
  },
  ({ contentType }) =>
    isAllowedType(String(contentType)) ? '' : `it is called ${String(contentType)}`,
);

export const realType = limits(
  {
    id: 'real-type',
    ref: 'U7r',
    title: 'No READY file is something else',
    explain: 'A file of which a row says READY begins like a picture, whatever it is called.',
  },
  ({ kind }) => (isAllowedKind(String(kind)) ? '' : `it begins like ${String(kind)}`),
);

export const noLeakedParts: Guarantee = {
  id: 'no-leaked-parts',
  ref: 'U8',
  title: 'No parts are left over',
  explain:
    'When all is quiet and the abort age is over, no parts of unfinished uploads are stored.',
  workloads: ['one-file'],
  variants: ['multipart'],
  monitor: () => ({
    kind: 'eventually',
    over: 'orders',
    start: {},
    on: on((state: Table<string>, fact: Fact, op: string): Judged<Table<string>> => {
      const id = String(fact['uploadId']);
      if (fact.type === 'opened') return { state: withEntry(state, id, op) };
      if (fact.type !== 'assembled' && fact.type !== 'aborted') return { state };
      return { state: without(state, id) };
    }),
    atRest: (state: Table<string>): Violation | null => {
      const [found] = Object.entries(state);
      if (found === undefined) return null;
      const [id, op] = found;
      return {
        say: `The parts of ${id} are kept, and paid for, for ever.`,
        because: [`${op}/opened`],
      };
    },
  }),
};

export const noOverwrite: Guarantee = {
  id: 'no-overwrite',
  ref: 'U9',
  title: 'No file replaces another',
  explain: "An upload never takes the place of another upload's object.",
  workloads: ['two-avatars'],
  monitor: () => ({
    kind: 'always',
    over: 'orders',
    start: {},
    on: on((state: Table<string>, fact: Fact, op: string): Judged<Table<string>> => {
      const key = String(fact['key']);
      if (fact.type === 'deleted') return { state: without(state, key) };
      if (fact.type !== 'stored') return { state };
      const owner = state[key];
      if (owner === undefined || owner === op) return { state: withEntry(state, key, op) };
      const say = `${op} has replaced ${key}, which ${owner} had uploaded.`;
      return { state, violation: { say, because: [`${owner}/stored`, `${op}/stored`] } };
    }),
  }),
};
