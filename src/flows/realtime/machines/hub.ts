/**
 * The server: it numbers events, keeps the latest, and tells everybody who is connected. A
 * connection is an actor of its own (connection.ts); an event goes to all of them in one emit.
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { type ActorId, type Command, fact, send, spawn } from '../../../kernel/system.ts';
import {
  type Acked,
  connectionName,
  type GetSnapshot,
  type Here,
  type Join,
  type Left,
  type Loaded,
  type Poll,
  type Publish,
  type Read,
  type Refused,
  type SavedRow,
  type Subscribe,
  type Upgrade,
} from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { admitted, afterRestart, appended, type HubContext, readAfter } from './hub-state.ts';

type Opening = (Upgrade | Subscribe) & { readonly nowUs: number };
type HubEvent =
  | Publish
  | SavedRow
  | Loaded
  | Opening
  | GetSnapshot
  | Here
  | Join
  | Read
  | Acked
  | Left
  | Poll
  | Refused
  | { readonly type: 'parkEnds'; readonly client: ActorId; readonly op: string }
  | { readonly type: 'restart503' | 'acceptThenClose' | 'logOut' };

/** Events that get the clock: the admission's bucket is refilled by it. */
export const hubClock = ['upgrade', 'subscribe'];

export const hubMachine = (s: Settings) => {
  const givesEvents = s.variant === 'long-polling' || s.asksFor === 'cursor';
  return setup({
    types: {} as {
      context: HubContext;
      events: HubEvent;
      emitted: Command;
      input: HubContext;
    },
    delays: { bootMs: s.bootMs },
    guards: { isLoggedOut: ({ context }) => context.loggedOut },
    actions: {
      save: emit(send('store', { type: 'SAVE' })),
      broadcast: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'SAVED') return;
        const { n } = event;
        const next = appended(s, context, n);
        const { seq, epoch, connections } = next;
        enqueue.assign(next);
        enqueue.emit(fact({ type: 'published', n, seq, epoch }));
        if (connections.length > 0) {
          enqueue.emit(send(connections, { type: 'LIVE', seq, n, epoch }));
        }
      }),
      open: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'upgrade' && event.type !== 'subscribe') return;
        const { client, name, line, from, op, since, epoch } = event;
        const next = context.loggedOut ? null : admitted(s, context, event.nowUs);
        if (next === null) {
          const status = context.loggedOut ? 401 : 503;
          enqueue.emit(fact({ type: 'rejected', client, status }));
          enqueue.emit(send(from, { type: 'rejected', status }));
          return;
        }
        const holder = next.holders.find((each) => each.client === client);
        if (holder !== undefined) enqueue.emit(send(holder.connection, { type: 'REPLACED' }));
        const lifeMs = next.looping ? s.sessionMs : 0;
        const input = { client, peer: from, openOp: op, lifeMs, since, epoch };
        enqueue.emit(spawn(connectionName(name, line), 'connection', input, `link-${name}`));
        enqueue.assign(next);
      }),
      turnAway: enqueueActions(({ context: { loggedOut }, event, enqueue }) => {
        if (!('from' in event)) return;
        const status = loggedOut ? 401 : 503;
        enqueue.emit(fact({ type: 'rejected', client: event.from, status }));
        enqueue.emit(send(event.from, { type: 'rejected', status }));
      }),
      note: assign(({ context, event }) => {
        if (event.type !== 'HERE') return {};
        const { client, from: connection } = event;
        const others = context.holders.filter((each) => each.client !== client);
        return { holders: [...others, { client, connection }] };
      }),
      join: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'JOIN') return;
        const { from } = event;
        const { seq, epoch } = context;
        enqueue.assign({ connections: [...context.connections, from] });
        enqueue.emit(send(from, { type: 'JOINED', seq, epoch }));
      }),
      leave: assign(({ context, event }) => {
        if (event.type !== 'LEFT') return {};
        const { from } = event;
        return {
          connections: context.connections.filter((each) => each !== from),
          holders: context.holders.filter(({ connection }) => connection !== from),
        };
      }),
      read: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'READ') return;
        const { from, client } = event;
        const known = s.cursor === 'server-acked' ? context.cursors[client] : undefined;
        const cursor = known === undefined ? event : { since: known, epoch: context.epoch };
        const { items, whole } = readAfter(s, context, cursor);
        // Who is new begins here, whether or not its first acknowledgement arrives.
        if (s.cursor === 'server-acked' && known === undefined) {
          enqueue.assign({ cursors: { ...context.cursors, [client]: context.seq } });
        }
        if (whole || event.whole) {
          enqueue.emit(send('store', { type: 'LOAD', asker: from, as: 'STATE' }));
        } else {
          const { seq, epoch } = context;
          enqueue.emit(send(from, { type: 'LOG', items, seq, epoch } as never));
        }
      }),
      tellState: emit(({ context: { seq, epoch }, event }) => {
        const { n, asker, as } = event as Loaded;
        return send(asker, { type: as, upTo: n, seq, epoch });
      }),
      giveState: emit(({ event }) => {
        const { type, from } = event as GetSnapshot | Poll;
        const as = type === 'poll' ? 'latest' : 'snapshot';
        return send('store', { type: 'LOAD', asker: from, as });
      }),
      giveEvents: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'poll') return;
        const { from: client, op, since = null, epoch: asked = null } = event;
        const { items, whole } = readAfter(s, context, { since, epoch: asked });
        const { seq, epoch } = context;
        if (whole) {
          enqueue.emit(send('store', { type: 'LOAD', asker: client, as: 'latest' }));
          return;
        }
        if (s.variant !== 'long-polling' || since === null || items.length > 0) {
          enqueue.emit(send(client, { type: 'events', items, seq, epoch } as never));
          return;
        }
        enqueue.assign({ parked: [...context.parked, { client, op }] });
        enqueue.emit(fact({ type: 'parked', client }));
        enqueue.raise({ type: 'parkEnds', client, op }, { id: `park-${op}`, delay: s.parkMs });
      }),
      /** What is new answers every poll that waits for it. */
      unpark: enqueueActions(({ context: { parked, seq, epoch }, event, enqueue }) => {
        if (event.type !== 'SAVED') return;
        const items = [{ seq, n: event.n }];
        for (const { client, op } of parked) {
          enqueue.cancel(`park-${op}`);
          enqueue.emit(send(client, { type: 'events', items, seq, epoch } as never, { op }));
        }
        if (parked.length > 0) enqueue.assign({ parked: [] });
      }),
      endParking: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'parkEnds') return;
        const { client, op } = event;
        const { seq, epoch, parked } = context;
        enqueue.assign({ parked: parked.filter((each) => each.op !== op) });
        enqueue.emit(send(client, { type: 'events', items: [], seq, epoch } as never, { op }));
      }),
      keepCursor: assign(({ context, event }) =>
        event.type === 'ACKED'
          ? { cursors: { ...context.cursors, [event.client]: event.seq } }
          : {},
      ),
      /** With the server's connections go the polls that it keeps. */
      dropParked: enqueueActions(({ context: { parked }, event, enqueue }) => {
        const status = event.type === 'logOut' ? 401 : 503;
        for (const { client, op } of parked) {
          enqueue.cancel(`park-${op}`);
          enqueue.emit(fact({ type: 'rejected', client, status }, op));
          enqueue.emit(send(client, { type: 'rejected', status }, { op }));
        }
        enqueue.assign({ parked: [] });
      }),
      dropAll: enqueueActions(({ context, enqueue }) => {
        if (context.connections.length > 0) {
          enqueue.emit(send(context.connections, { type: 'REPLACED' }));
        }
      }),
      forget: assign(({ context }) => afterRestart(s, context)),
    },
  }).createMachine({
    id: 'hub',
    context: ({ input }) => input,
    initial: 'serving',
    on: { LEFT: { actions: 'leave' } },
    states: {
      serving: {
        on: {
          publish: { actions: 'save' },
          SAVED: { actions: ['broadcast', 'unpark'] },
          parkEnds: { actions: 'endParking' },
          upgrade: { actions: 'open' },
          subscribe: { actions: 'open' },
          getSnapshot: [{ guard: 'isLoggedOut', actions: 'turnAway' }, { actions: 'giveState' }],
          poll: [
            { guard: 'isLoggedOut', actions: 'turnAway' },
            { actions: givesEvents ? 'giveEvents' : 'giveState' },
          ],
          HERE: { actions: 'note' },
          JOIN: { actions: 'join' },
          READ: { actions: 'read' },
          LOADED: { actions: 'tellState' },
          ACKED: { actions: 'keepCursor' },
          restart503: { target: 'booting', actions: ['dropAll', 'dropParked', 'forget'] },
          acceptThenClose: { actions: ['dropAll', assign({ looping: true })] },
          logOut: { actions: ['dropAll', 'dropParked', assign({ loggedOut: true })] },
        },
      },
      booting: {
        after: { bootMs: { target: 'serving', actions: emit(fact({ type: 'booted' })) } },
        on: {
          upgrade: { actions: 'turnAway' },
          subscribe: { actions: 'turnAway' },
          getSnapshot: { actions: 'turnAway' },
          poll: { actions: 'turnAway' },
        },
      },
    },
  });
};
