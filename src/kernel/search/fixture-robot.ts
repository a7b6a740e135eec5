/** A random automaton of parity.test.ts, and what its kind say to each other. */
import { setup } from 'xstate';
import type { Loose } from '../json.ts';
import { abandon, type Command, close, fact, type System, send, spawn } from '../system.ts';

export interface Out {
  readonly what:
    | 'send'
    | 'answer'
    | 'spawn'
    | 'close'
    | 'note own'
    | 'give up'
    | 'ask again'
    | 'wait';
  readonly to: string;
  readonly type: string;
}
export interface Rule {
  readonly next: number;
  readonly outs: readonly Out[];
}
export type Table = Readonly<Record<string, Rule>>;

const kit = setup({
  types: {} as { context: Loose; events: Loose; input: Loose; emitted: Command },
});

/** Does what its table says; what it sends has less life than what it got, so that it ends. */
export const robot = kit.createMachine({
  id: 'robot',
  context: ({ input }: Loose) => ({ ...input, state: 0 }),
  initial: 'alive',
  states: {
    alive: {
      tags: ['ready'],
      entry: kit.enqueueActions(({ context, enqueue }) => {
        if (context.child) enqueue.emit(send(context.parent, { type: 'NOTE', life: 0 }));
      }),
      on: {
        '*': [
          { guard: ({ context, event }) => context.child && event.type === 'REQ', target: 'gone' },
          {
            actions: kit.enqueueActions(({ context, event, enqueue }) => {
              const rule: Rule = context.table[`${context.state} ${event.type}`];
              enqueue.emit(fact({ type: 'took', on: event.type, state: context.state }));
              enqueue.assign({ state: rule.next });
              // What the kernel says has no life: it would be answered for ever.
              const life = (event.life ?? (event.type === 'evict' ? 1 : 0)) - 1;
              if (life < 0) return;
              for (const { what, to, type } of rule.outs) {
                if (what === 'send') enqueue.emit(send(to, { type, life }));
                else if (what === 'note own') enqueue.emit(send(context.parent, { type, life }));
                else if (what === 'give up') enqueue.emit(abandon());
                else if (what === 'close') enqueue.emit(close(to));
                else if (what === 'wait') {
                  const [timer, delay] = type === 'NOTE' ? ['tick', 2] : ['tock', 3];
                  enqueue.raise({ type: timer, life }, { id: timer, delay });
                } else if (what === 'ask again') {
                  enqueue.emit(abandon());
                  enqueue.emit(send(to, { type: type === 'POLL' ? type : 'REQ', life }));
                } else if (what === 'answer' && event.from) {
                  enqueue.emit(send(context.client || event.from, { type: 'RES', life }));
                } else if (what === 'spawn' && !context.child) {
                  const { table, parent } = context;
                  const client = event.type === 'REQ' ? event.from : '';
                  enqueue.emit(spawn('w', 'robot', { table, parent, client, child: true }));
                  enqueue.emit(send(`${parent}/w`, { type, life }));
                }
              }
            }),
          },
        ],
      },
    },
    gone: { type: 'final', entry: kit.emit(fact({ type: 'gone' })) },
  },
});

export const messages: System['messages'] = {
  REQ: { role: 'request', replies: ['RES', 'ERR'], failsAs: () => ({ type: 'ERR', life: 1 }) },
  POLL: { role: 'request', replies: ['RES'], apart: true },
  RES: { role: 'reply' },
  ERR: { role: 'reply' },
  NOTE: { role: 'oneWay' },
};
