/**
 * What is to be done for one request: the idempotency key, the rules, the write. It runs in the
 * service, or in the handler where there is no service.
 *
 *     reading → answering                                               list, open
 *     (lookingUpKey →) (readingVersion →) writing → (savingKey →) answering
 *     … → (releasingKey →) failing
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { type Command, fact, send } from '../../../kernel/system.ts';
import { versionIn } from '../http.ts';
import {
  type Ask,
  type Found,
  type FoundRows,
  itemKey,
  type KeyAsk,
  type KeyKnown,
  type Refused,
  type Row,
  type Statement,
  type Task,
  type Trouble,
  type Why,
  type Written,
} from '../protocol.ts';
import { breaksRule } from '../rules.ts';
import { type Settings, sqlAt } from '../settings.ts';
import { hashOf, isAsWanted, keyOf, statementsOf } from './statements.ts';

interface WorkInput {
  readonly node: string;
  readonly asker: string;
  readonly task: Task;
}

export interface WorkContext extends WorkInput {
  readonly found: Found | null;
  readonly row: Row | null;
  /** The key is reserved, and to be given back if nothing comes of it. */
  readonly holdsKey: boolean;
  readonly why: Why;
  readonly sql: string;
}

type WorkEvent = FoundRows | Written | KeyKnown | Trouble | Refused;

export const workMachine = (s: Settings) => {
  const usesKeys = s.idem !== 'off';
  const compares = s.etag !== 'off';
  const inOneTx = s.serviceLayer === 'on';

  return setup({
    types: {} as {
      context: WorkContext;
      events: WorkEvent;
      emitted: Command;
      input: WorkInput;
    },
    guards: {
      lacksMatch: ({ context: { task } }) =>
        compares && s.requireIfMatch === 'on' && changes(task) && task.match === null,
      onlyReads: ({ context: { task } }) => task.verb === 'list' || task.verb === 'open',
      comparesFirst: ({ context: { task } }) =>
        usesKeys &&
        s.keyOrder === 'matchFirst' &&
        compares &&
        changes(task) &&
        versionIn(task.match) !== null,
      hasKey: ({ context: { task } }) => usesKeys && task.key !== null,
      breaksRule: ({ context: { task } }) => task.draft !== null && breaksRule(task.draft),
      needsVersion: ({ context: { task } }) =>
        s.etag === 'checkThenWrite' && changes(task) && versionIn(task.match) !== null,
      needsStock: ({ context: { task } }) => task.verb === 'sell' && s.sale === 'checkThenWrite',
      isFree: ({ event }) => event.type === 'KEY_KNOWN' && event.is === 'free',
      isDone: ({ event }) => event.type === 'KEY_KNOWN' && event.is === 'done',
      isBusy: ({ event }) => event.type === 'KEY_KNOWN' && event.is === 'busy',
      isGone: ({ event }) => event.type === 'FOUND' && event.found.rows.length === 0,
      isSoldOut: ({ event }) => event.type === 'FOUND' && Number(event.found.rows[0]?.qty ?? 0) < 1,
      isAsWanted: ({ context: { task }, event }) => isAsAsked(s, task, event),
      isOther: ({ context: { task }, event }) =>
        event.type === 'FOUND' && event.found.rows[0]?.version !== versionIn(task.match),
      needsSecondWrite: ({ context: { task } }) => !inOneTx && task.verb === 'sell',
      savesKey: ({ context: { task } }) => s.idem === 'nonAtomic' && task.key !== null,
      /** Nothing is written, so no transaction says what came of the key. */
      keepsKey: ({ context: { task }, event }) =>
        usesKeys && task.key !== null && isAsAsked(s, task, event),
      holdsKey: ({ context }) => context.holdsKey,
    },
    actions: {
      keep: assign(({ event }) => {
        if (event.type === 'FOUND') return { found: event.found, row: rowIn(event) };
        if (event.type === 'WRITTEN' || event.type === 'KEY_KNOWN') return { row: event.row };
        if (event.type === 'TROUBLE') return { why: event.why, sql: event.sql, row: event.row };
        return {};
      }),
      keepWhy: assign((_, { why }: { why: Why }) => ({ why })),
      keepOther: assign(({ event }) => ({ why: 'mismatch' as const, row: rowIn(event) })),
      reserve: assign({ holdsKey: s.idem === 'atomic' }),
      askKey: enqueueActions(({ context, enqueue }, { how }: { how: KeyAsk['how'] }) => {
        const { task, row, node } = context;
        if (task.key === null) return;
        const ask: Ask = {
          kind: 'key',
          how,
          key: task.key,
          hash: hashOf(task),
          holder: `${node}/${task.key}`,
          row: how === 'save' ? row : null,
        };
        enqueue.emit(query(s, ask));
      }),
      readItem: emit(({ context: { task } }) =>
        query(s, { kind: 'item', id: task.id, fresh: true }),
      ),
      /** What the write is made from was read by the server itself. */
      tellStock: enqueueActions(({ context: { task }, event, enqueue }) => {
        const row = rowIn(event);
        if (row === null) return;
        enqueue.emit(fact({ type: 'based', key: itemKey(task.id), version: row.version }));
      }),
      /** It is as wanted without a write of its own: somebody may have wanted the same. */
      tellSo: emit(({ context: { task }, event }) =>
        fact({ type: 'alreadySo', key: itemKey(task.id), version: rowIn(event)?.version ?? 0 }),
      ),
      write: emit(({ context }) => {
        const all = everything(s, context);
        const first = inOneTx || context.task.verb !== 'sell' ? all : all.slice(0, 1);
        return query(s, { kind: 'write', statements: first });
      }),
      writeRest: emit(({ context }) => {
        const all = everything(s, context);
        return query(s, { kind: 'write', statements: all.slice(1) });
      }),
      answer: emit(({ context: { asker, found, row } }) =>
        send(asker, { type: 'RESULT', found, row } as never),
      ),
      fail: emit(({ context: { asker, why, sql, row } }) =>
        send(asker, { type: 'TROUBLE', why, sql, row } as never),
      ),
    },
  }).createMachine({
    id: 'work',
    context: ({ input }) => ({
      ...input,
      found: null,
      row: null,
      holdsKey: false,
      why: 'unavailable',
      sql: '',
    }),
    initial: 'starting',
    states: {
      starting: {
        always: [
          { guard: 'onlyReads', target: 'reading' },
          { guard: 'lacksMatch', target: 'failing', actions: because('matchRequired') },
          { guard: 'comparesFirst', target: 'comparing' },
          { guard: 'hasKey', target: 'lookingUpKey' },
          { target: 'applyingRules' },
        ],
      },
      reading: {
        entry: emit(({ context: { task } }) => {
          const { verb, id, page, size } = task;
          const ask: Ask =
            verb === 'list' ? { kind: 'page', page, size } : { kind: 'item', id, fresh: false };
          return query(s, ask);
        }),
        on: {
          FOUND: { target: 'answering', actions: 'keep' },
          TROUBLE: { target: 'failing', actions: 'keep' },
          refused: 'failing',
        },
      },
      comparing: {
        entry: 'readItem',
        on: {
          FOUND: [
            { guard: 'isGone', target: 'failing', actions: because('notFound') },
            { guard: 'isAsWanted', target: 'answering', actions: ['keep', 'tellSo'] },
            { guard: 'isOther', target: 'failing', actions: 'keepOther' },
            { target: 'lookingUpKey' },
          ],
          TROUBLE: { target: 'failing', actions: 'keep' },
          refused: 'failing',
        },
      },
      lookingUpKey: {
        entry: {
          type: 'askKey',
          params: { how: s.idem === 'atomic' ? 'reserve' : 'look' },
        },
        on: {
          KEY_KNOWN: [
            { guard: 'isFree', target: 'applyingRules', actions: 'reserve' },
            { guard: 'isDone', target: 'answering', actions: 'keep' },
            { guard: 'isBusy', target: 'failing', actions: because('keyInFlight') },
            { target: 'failing', actions: because('keyReused') },
          ],
          TROUBLE: { target: 'failing', actions: 'keep' },
          refused: 'failing',
        },
      },
      applyingRules: {
        always: [
          { guard: 'breaksRule', target: 'givingUp', actions: because('rule') },
          { guard: 'needsVersion', target: 'readingVersion' },
          { guard: 'needsStock', target: 'readingStock' },
          { target: 'writing' },
        ],
      },
      readingVersion: {
        entry: 'readItem',
        on: {
          FOUND: [
            { guard: 'isGone', target: 'givingUp', actions: because('notFound') },
            { guard: 'keepsKey', target: 'savingKey', actions: ['keep', 'tellSo'] },
            { guard: 'isAsWanted', target: 'answering', actions: ['keep', 'tellSo'] },
            { guard: 'isOther', target: 'givingUp', actions: 'keepOther' },
            { target: 'writing' },
          ],
          TROUBLE: { target: 'givingUp', actions: 'keep' },
          refused: 'givingUp',
        },
      },
      readingStock: {
        entry: 'readItem',
        on: {
          FOUND: [
            { guard: 'isGone', target: 'givingUp', actions: because('notFound') },
            { guard: 'isSoldOut', target: 'givingUp', actions: because('soldOut') },
            { target: 'writing', actions: ['keep', 'tellStock'] },
          ],
          TROUBLE: { target: 'givingUp', actions: 'keep' },
          refused: 'givingUp',
        },
      },
      writing: {
        entry: 'write',
        on: {
          WRITTEN: [
            { guard: 'needsSecondWrite', target: 'writingTheRest' },
            { guard: 'savesKey', target: 'savingKey', actions: 'keep' },
            { target: 'answering', actions: 'keep' },
          ],
          TROUBLE: [
            { guard: 'keepsKey', target: 'savingKey', actions: ['keep', 'tellSo'] },
            { guard: 'isAsWanted', target: 'answering', actions: ['keep', 'tellSo'] },
            { target: 'givingUp', actions: 'keep' },
          ],
          refused: 'givingUp',
        },
      },
      writingTheRest: {
        entry: 'writeRest',
        on: {
          WRITTEN: [
            { guard: 'savesKey', target: 'savingKey', actions: 'keep' },
            { target: 'answering', actions: 'keep' },
          ],
          TROUBLE: { target: 'givingUp', actions: 'keep' },
          refused: 'givingUp',
        },
      },
      savingKey: {
        entry: { type: 'askKey', params: { how: 'save' } },
        on: { KEY_KNOWN: 'answering', TROUBLE: 'answering', refused: 'answering' },
      },
      givingUp: {
        always: [{ guard: 'holdsKey', target: 'releasingKey' }, { target: 'failing' }],
      },
      releasingKey: {
        entry: { type: 'askKey', params: { how: 'free' } },
        on: { KEY_KNOWN: 'failing', TROUBLE: 'failing', refused: 'failing' },
      },
      answering: { type: 'final', entry: 'answer' },
      failing: { type: 'final', entry: 'fail' },
    },
  });
};

const because = (why: Why) => ({ type: 'keepWhy', params: { why } }) as const;

const query = (s: Settings, ask: Ask): Command => send(sqlAt(s), { type: 'QUERY', ask } as never);

/** What a change of a row is: it may name the version that it was made from. */
const changes = ({ verb }: Task): boolean => verb === 'edit' || verb === 'remove';

/** A change that found the row as it wants it, where that is fine. */
const isAsAsked = (s: Settings, task: Task, event: WorkEvent): boolean =>
  s.alreadyApplied200 === 'on' &&
  (event.type === 'FOUND' || (event.type === 'TROUBLE' && event.why === 'mismatch')) &&
  isAsWanted(task, rowIn(event));

const rowIn = (event: WorkEvent): Row | null =>
  event.type === 'FOUND' ? (event.found.rows[0] ?? null) : 'row' in event ? event.row : null;

const everything = (s: Settings, { task, row, node }: WorkContext): Statement[] => [
  ...statementsOf(s, task, row),
  ...keyOf(s, task, node),
];
