/** Object storage, with the contract of S3: signed requests, parts, errors in XML, events. */
import { enqueueActions, setup } from 'xstate';
import { change, start, stop, takeTurn } from '../../../../flow/turn.ts';
import type { Command } from '../../../../kernel/system.ts';
import type {
  Abort,
  Chunk,
  Clocked,
  Closed,
  Complete,
  Copy,
  Create,
  Delete,
  Head,
  ListParts,
  PostObject,
  Put,
  PutObject,
  Refused,
  Swept,
  Taken,
} from '../../protocol.ts';
import type { Settings } from '../../settings.ts';
import { keep, notify, remove, sayOld, toldOf } from './keep.ts';
import { abort, abortAged, complete, create, list } from './multipart.ts';
import { begin, hangUp, receive } from './receive.ts';
import {
  answer,
  metaOf,
  objectAt,
  type StorageContext,
  type StorageInput,
  type StorageTurn,
} from './state.ts';

type StorageEvent =
  | ((PutObject | PostObject | Put) & Clocked)
  | Chunk
  | Closed
  | Head
  | Create
  | Complete
  | ListParts
  | Abort
  | Copy
  | Delete
  | Taken
  | Swept
  | Refused
  | { readonly type: 'aged' | 'agedAgain' | 'redeliver'; readonly key: string }
  | { readonly type: 'abortAged'; readonly uploadId: string }
  | { readonly type: 'wakeUp' }
  | { readonly type: 'failComplete' };

/** A request's date is compared with the clock of storage. */
export const storageClock = ['putObject', 'postObject'];
export const storageDeadlines = ['aged', 'agedAgain', 'abortAged', 'redeliver'];

export const storageMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: StorageContext;
      events: StorageEvent;
      emitted: Command;
      input: StorageInput & { readonly restarted?: boolean };
    },
    actions: {
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => {
          step(s, turn, event);
        });
      }),
      wake: enqueueActions(({ context, enqueue }) => {
        takeTurn(context, enqueue, (turn) => {
          wakeUp(s, turn);
        });
      }),
    },
  }).createMachine({
    id: 'storage',
    context: ({ input: { objects, unfinished, untold, minted } }) => ({
      objects,
      unfinished,
      untold,
      minted,
      incoming: [],
      failsComplete: false,
    }),
    initial: 'serving',
    states: { serving: { entry: 'wake', on: { '*': { actions: 'take' } } } },
  });

function step(s: Settings, turn: StorageTurn, event: StorageEvent): void {
  switch (event.type) {
    case 'putObject':
    case 'postObject':
    case 'PUT':
      return begin(s, turn, event);
    case 'CHUNK':
      return receive(s, turn, event);
    case 'closed':
      return hangUp(turn, event);
    case 'HEAD': {
      const object = objectAt(turn.context, event.key);
      const meta = object === undefined ? null : { ...metaOf(object) };
      return answer(turn, event, { type: 'META', meta });
    }
    case 'CREATE':
      return create(s, turn, event);
    case 'COMPLETE':
      return complete(s, turn, event);
    case 'LIST':
      return list(turn, event);
    case 'ABORT':
      return abort(turn, event);
    case 'COPY': {
      const object = objectAt(turn.context, event.key);
      if (object !== undefined) keep(s, turn, { ...object, key: event.to }, true);
      const meta = object === undefined ? null : { ...metaOf(object), key: event.to };
      return answer(turn, event, { type: 'META', meta });
    }
    case 'DELETE':
      remove(turn, event.key);
      return answer(turn, event, { type: 'DELETED' });
    case 'TAKEN':
      return toldOf(turn, event.key);
    case 'redeliver':
      return notify(s, turn, event.key);
    case 'aged':
    case 'agedAgain':
      return sayOld(turn, event.key);
    case 'SWEPT':
      return stop(turn, `aged:${event.key}`);
    case 'abortAged':
      return abortAged(turn, event.uploadId);
    case 'failComplete':
      return change(turn, { failsComplete: true });
    case 'refused':
    case 'wakeUp':
      return;
  }
}

/** After a crash nothing that was to come in time is forgotten: ages begin anew. */
function wakeUp(s: Settings, turn: StorageTurn): void {
  const { objects, unfinished, untold } = turn.context;
  for (const { key, op } of s.sweeper === 'on' ? objects : []) {
    start(turn, `aged:${key}`, s.sweepAgeS * 1_000, { type: 'aged', key, op });
  }
  for (const { uploadId, op } of s.abortRule === 'on' ? unfinished : []) {
    start(turn, `abort:${uploadId}`, s.abortAgeS * 1_000, { type: 'abortAged', uploadId, op });
  }
  for (const key of untold) notify(s, turn, key);
}
