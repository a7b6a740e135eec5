/**
 * An instance of the app: each request becomes an actor of its own. It also decides who loads
 * when several of its readers miss the same key, and how many loads it takes on at once.
 */
import { enqueueActions, setup } from 'xstate';
import { type Command, send, spawn } from '../../../kernel/system.ts';
import type { AskLoad, GetItem, LoadDone, PutItem } from '../protocol.ts';
import type { Settings } from '../settings.ts';

/** One load that is under way, and the readers that wait for what it brings. */
interface Flight {
  readonly key: string;
  readonly leader: string;
  readonly waiting: readonly { readonly actor: string; readonly op: string }[];
}

export interface ApiContext {
  /** The node on which it runs: its requests report there. */
  readonly api: string;
  readonly loads: readonly Flight[];
}

export const apiMachine = (s: Settings) => {
  const shares = s.singleFlight === 'per-process';
  /** This instance's share of what the database can work on at once. */
  const loadLimit =
    s.loadShedding === 'on' ? Math.max(1, Math.floor(s.dbConcurrency / s.apps)) : Infinity;
  return setup({
    types: {} as {
      context: ApiContext;
      events: GetItem | PutItem | AskLoad | LoadDone;
      emitted: Command;
      input: { api: string };
    },
    actions: {
      read: enqueueActions(({ context: { api }, event, enqueue }) => {
        if (event.type !== 'getItem') return;
        enqueue.emit(spawn(event.op, 'read', { api, client: event.from, key: event.key }));
      }),
      write: enqueueActions(({ event, enqueue }) => {
        if (event.type !== 'putItem') return;
        const { from, key, value, op } = event;
        enqueue.emit(spawn(op, 'write', { client: from, key, value }));
      }),
      allocate: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'askLoad') return;
        const { key, from, op } = event;
        const known = shares ? context.loads.find((each) => each.key === key) : undefined;
        if (known !== undefined) {
          const joined = { ...known, waiting: [...known.waiting, { actor: from, op }] };
          enqueue.assign({ loads: context.loads.map((each) => (each === known ? joined : each)) });
        } else if (context.loads.length >= loadLimit) {
          enqueue.emit(send(from, { type: 'shed', key }));
        } else {
          enqueue.assign({ loads: [...context.loads, { key, leader: from, waiting: [] }] });
          enqueue.emit(send(from, { type: 'mayLoad', key }));
        }
      }),
      share: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'loadDone') return;
        const { key, loaded, from } = event;
        const done = context.loads.find((each) => each.leader === from);
        if (done === undefined) return;
        enqueue.assign({ loads: context.loads.filter((each) => each !== done) });
        for (const { actor, op } of done.waiting) {
          enqueue.emit(send(actor, { type: 'shared', key, loaded }, { op }));
        }
      }),
    },
  }).createMachine({
    id: 'api',
    context: ({ input }) => ({ api: input.api, loads: [] }),
    initial: 'serving',
    states: {
      serving: {
        on: {
          getItem: { actions: 'read' },
          putItem: { actions: 'write' },
          askLoad: { actions: 'allocate' },
          loadDone: { actions: 'share' },
        },
      },
    },
  });
};
