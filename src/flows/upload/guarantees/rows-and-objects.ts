/** U1 to U3: a row says READY only of what is there, nothing is there without a row, and no row waits for ever. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Violation } from '../../../kernel/monitor.ts';
import type { Fact } from '../../../kernel/system.ts';
import { dangling, type Files, follow, NO_FILES } from './files.ts';
import { on } from './seen.ts';

const fold = on((state: Files, fact: Fact, op: string) => ({ state: follow(state, fact, op) }));

export const noDangling: Guarantee = {
  id: 'no-dangling',
  ref: 'U1',
  title: 'READY means that it is there',
  explain:
    'A row that says READY has an object, with the size and the checksum that were announced.',
  workloads: ['one-file'],
  monitor: () => ({
    kind: 'always',
    over: 'orders',
    start: NO_FILES,
    on: on((before: Files, fact: Fact, op: string) => {
      const state = follow(before, fact, op);
      if (state === before) return { state };
      const found = dangling(state);
      if (found === null) return { state };
      const say = `The row ${found.id} says READY, but ${found.why}.`;
      return { state: before, violation: { say, because: [`${found.op}/recorded`] } };
    }),
  }),
};

/** U1 in the end: whatever was promised too early is put right. */
export const linksHeal: Guarantee = {
  id: 'links-heal',
  ref: 'U1r',
  title: 'No broken link stays',
  explain: 'When all is quiet, every row that says READY has its object.',
  workloads: ['one-file'],
  monitor: () => ({
    kind: 'eventually',
    over: 'orders',
    start: NO_FILES,
    on: fold,
    atRest: (state: Files): Violation | null => {
      const found = dangling(state);
      if (found === null) return null;
      const say = `The row ${found.id} still says READY, but ${found.why}.`;
      return { say, because: [`${found.op}/recorded`] };
    },
  }),
};

export const noOrphan: Guarantee = {
  id: 'no-orphan',
  ref: 'U2',
  title: 'No file without a row',
  explain: 'When all is quiet and the sweep age is over, every object has a row that says READY.',
  workloads: ['one-file'],
  monitor: () => ({
    kind: 'eventually',
    over: 'orders',
    start: NO_FILES,
    on: fold,
    atRest: ({ rows, objects }: Files): Violation | null => {
      for (const [key, { op }] of Object.entries(objects)) {
        const owners = Object.values(rows).filter((row) => row.key === key);
        if (owners.some(({ status }) => status === 'READY')) continue;
        const say = `${key} lies in storage, and no row says READY of it: it is paid for, and nobody finds it.`;
        return { say, because: [`${op}/stored`] };
      }
      return null;
    },
  }),
};

export const noStuck: Guarantee = {
  id: 'no-stuck',
  ref: 'U3',
  title: 'No row stays PENDING',
  explain: 'When all is quiet and the sweep age is over, no row still says PENDING.',
  workloads: ['one-file'],
  monitor: () => ({
    kind: 'eventually',
    over: 'orders',
    start: NO_FILES,
    on: fold,
    atRest: ({ rows }: Files): Violation | null => {
      const found = Object.entries(rows).find(([, { status }]) => status === 'PENDING');
      if (found === undefined) return null;
      const [id, { op }] = found;
      return { say: `The row ${id} says PENDING for ever.`, because: [`${op}/recorded`] };
    },
  }),
};
