/**
 * A layer of the app: what comes to it becomes an actor of its own. Handler, service and
 * repository are all of this kind; a layer that is missing is done by the one before it.
 */
import { enqueueActions, setup } from 'xstate';
import type { Loose } from '../../../kernel/json.ts';
import { type Command, fact, type Received, send, spawn } from '../../../kernel/system.ts';
import { isRequest, taskOf } from '../http.ts';
import type { ImportRow } from '../protocol.ts';
import { importFaults } from '../rules.ts';
import type { Settings } from '../settings.ts';

type LayerEvent = { readonly type: string; readonly [field: string]: Loose } & Received;

export const layerMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: { readonly node: string };
      events: LayerEvent;
      emitted: Command;
      input: { readonly node: string };
    },
    actions: {
      take: enqueueActions(({ context: { node }, event, enqueue }) => {
        const { from, op } = event;
        switch (event.type) {
          case 'WORK': {
            const input = { node, asker: from, task: event['task'] };
            return enqueue.emit(spawn(nameOf(node, op, 'rules'), 'work', input));
          }
          case 'QUERY': {
            const input = { asker: from, ask: event['ask'] };
            return enqueue.emit(spawn(nameOf(node, op, 'sql'), 'store', input));
          }
          case 'IMPORT':
            return enqueue.emit(
              spawn(op, 'import-job', { rows: event['rows'], key: event['key'] }),
            );
          case 'postImport': {
            const rows: readonly ImportRow[] = event['rows'] ?? [];
            const errors = s.validation === 'server' ? importFaults(rows) : [];
            if (errors.length > 0) {
              return enqueue.emit(send(from, { type: 'badRequest', errors } as never));
            }
            const key = event['key'] ?? null;
            enqueue.emit(fact({ type: 'importAsked', count: rows.length }));
            enqueue.emit(send('import', { type: 'IMPORT', rows, key } as never));
            return enqueue.emit(send(from, { type: 'accepted', rows: rows.length }));
          }
        }
        if (!isRequest(event)) return;
        const task = { ...taskOf(event) } as Loose;
        const noneMatch = event['noneMatch'] ?? null;
        enqueue.emit(spawn(op, 'request', { client: from, task, noneMatch }));
      }),
    },
  }).createMachine({
    id: 'layer',
    context: ({ input }) => ({ node: input.node }),
    initial: 'serving',
    states: { serving: { on: { '*': { actions: 'take' } } } },
  });

/** In a layer of its own it bears the name of the operation alone. */
const OWN: Readonly<Record<string, string>> = { rules: 'service', sql: 'repository' };
const nameOf = (node: string, op: string, what: 'rules' | 'sql'): string =>
  OWN[what] === node ? op : `${op}-${what}`;
