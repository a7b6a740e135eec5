/** U4: memory is bounded. U5: a drop costs few bytes. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged } from '../../../kernel/monitor.ts';
import type { Fact } from '../../../kernel/system.ts';
import { MIB } from '../settings.ts';
import { sizeText } from '../words.ts';
import { on, type Table, withEntry } from './seen.ts';

export const memoryBound: Guarantee = {
  id: 'memory-bound',
  ref: 'U4',
  title: 'The memory of the API suffices',
  explain: 'Bodies never take more memory than the API has.',
  workloads: ['friends'],
  monitor: ({ apiRamGiB = 1 }) => {
    const most = apiRamGiB * 1_024 * MIB;
    return {
      kind: 'always',
      over: 'timed',
      start: null,
      on: on((state: null, fact: Fact): Judged<null> => {
        if (fact.type !== 'memory' || Number(fact['bytes']) <= most) return { state };
        const say = `The API holds ${sizeText(Number(fact['bytes']))} of bodies, and has ${sizeText(most)}.`;
        return { state, violation: { say, because: [] } };
      }),
    };
  },
};

interface Sending {
  readonly size: number;
  readonly sent: number;
  /** How often it was interrupted: by a drop, or by a reload. */
  readonly drops: number;
  /** That it was too much has been said. */
  readonly told: boolean;
}

/** Slices need not be whole bytes. */
const ROUNDING = 16;

export const boundedResend: Guarantee = {
  id: 'bounded-resend',
  ref: 'U5',
  title: 'A drop costs little',
  explain:
    'After a drop no more is sent again than the parts that were on their way: parallel × part size.',
  workloads: ['one-drop'],
  monitor: ({ partMiB = 5, parallel = 3 }) => {
    const perDrop = parallel * partMiB * MIB;
    return {
      kind: 'always',
      over: 'orders',
      start: {},
      on: on((state: Table<Sending>, fact: Fact, op: string) => count(state, fact, op, perDrop)),
    };
  },
};

function count(
  state: Table<Sending>,
  fact: Fact,
  op: string,
  perDrop: number,
): Judged<Table<Sending>> {
  const known = state[op];
  switch (fact.type) {
    case 'selected': {
      const size = Number(fact['bodyBytes']);
      return { state: withEntry(state, op, { size, sent: 0, drops: 0, told: false }) };
    }
    case 'interrupted':
    case 'reloaded':
      if (known === undefined) return { state };
      return { state: withEntry(state, op, { ...known, drops: known.drops + 1 }) };
    case 'sent': {
      if (known === undefined) return { state };
      const sent = known.sent + Number(fact['bytes']);
      const again = sent - known.size;
      const most = known.drops * perDrop;
      const next = withEntry(state, op, { ...known, sent });
      if (again > most + ROUNDING && !known.told) {
        const say = `${sizeText(again)} were sent again, after ${known.drops} ${known.drops === 1 ? 'interruption' : 'interruptions'}: ${sizeText(most)} are allowed.`;
        return {
          state: withEntry(state, op, { ...known, sent, told: true }),
          violation: { say, because: [`${op}/interrupted`, `${op}/sent`] },
        };
      }
      return { state: next };
    }
    default:
      return { state };
  }
}
