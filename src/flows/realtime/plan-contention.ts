/** The plan of the study of writers that contend for one row. */
import type { Plan } from '../../flow/flow.ts';
import type { Loose } from '../../kernel/json.ts';
import { fromMs } from '../../kernel/time.ts';
import { writerCrowd } from './crowds.ts';
import { linkMs } from './machines/contention/normal.ts';
import { type RowContext, rowChance, rowMachine } from './machines/contention/row.ts';
import { writerChance, writerMachine } from './machines/contention/writer.ts';
import { writersMachine } from './machines/contention/writers.ts';
import type { Settings } from './settings.ts';

export function contentionPlan(s: Settings): Plan {
  const latencyUs = fromMs(linkMs(s));
  return {
    machines: {
      writers: { machine: writersMachine(s) },
      writer: { machine: writerMachine(s), chance: writerChance },
      row: { machine: rowMachine(s), chance: rowChance },
    },
    nodes: [
      {
        id: 'writers',
        machine: 'writers',
        input: {},
        client: true,
        title: 'Crowd',
        icon: 'crowd',
        role: 'many writers',
        column: 0,
        row: 0,
        crowd: writerCrowd,
      },
      {
        id: 'row',
        machine: 'row',
        input: { version: 0 },
        durable: ({ version }) => ({ version }),
        title: 'Row',
        icon: 'database',
        role: 'one versioned row',
        column: 1,
        row: 0,
        holds: rowHolds,
      },
    ],
    links: [
      { from: 'writers', to: 'row', kind: 'call', latencyUs },
      { from: 'row', to: 'writers', kind: 'call', latencyUs },
    ],
  };
}

function rowHolds(context: Loose): { label: string; value: string }[] {
  const { version, queue } = context as RowContext;
  return [
    { label: 'version', value: `v${version}` },
    ...(queue.length === 0 ? [] : [{ label: 'waiting', value: String(queue.length) }]),
  ];
}
