/**
 * Preferences, on login and load: loadingLocal → gettingServer → reconciling → puttingServer.
 * SIMPLIFIED: a loop of 412s goes on as long as others write; real ones give up after some.
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, fact, send } from '../../../kernel/system.ts';
import {
  type LocalPrefs,
  PREFS,
  type Prefs,
  type PrefsLoaded,
  type PrefsMismatch,
  type PrefsReply,
  type Refused,
  type ServerError,
  tagOf,
  type Unload,
  versionIn,
} from '../protocol.ts';
import type { Settings } from '../settings.ts';

interface PreferencesInput {
  readonly app: string;
  readonly local: string;
  readonly online: boolean;
  /** A person has just changed one: it is told, whatever counts on login. */
  readonly push: boolean;
  readonly kept: LocalPrefs;
}

interface PreferencesContext extends PreferencesInput {
  /** As they were when it began. */
  readonly read: LocalPrefs;
  readonly server: Prefs & { readonly version: number };
  readonly wanted: Prefs;
}

type Answer =
  | PrefsLoaded
  | PrefsReply
  | PrefsMismatch
  | { readonly type: 'notModified'; readonly etag: string }
  | ServerError
  | Refused
  | Unload;

export const preferencesDeadlines = ['patience'];

/** Which of the two count. */
export function reconciled(
  policy: Settings['prefsPolicy'],
  local: LocalPrefs,
  server: Prefs & { readonly version: number },
): Prefs {
  const theirs = { theme: server.theme, lang: server.lang };
  const mine = { theme: local.theme, lang: local.lang };
  // A device that never had any has nothing to say.
  if (local.version === 0 && local.dirty.length === 0) return theirs;
  switch (policy) {
    case 'serverWins':
      return theirs;
    case 'localWins':
      return mine;
    case 'version':
      return local.dirty.length > 0 && local.version === server.version ? mine : theirs;
    case 'perKey':
      return {
        ...theirs,
        ...Object.fromEntries(local.dirty.map((key) => [key, local[key]])),
      };
  }
}

export const preferencesMachine = (s: Settings) => {
  const nothing = { target: 'ended' as const, actions: 'giveUp' as const };
  const trouble = { serverError: 'ended' as const, refused: 'ended' as const };
  const patience = Number.isFinite(s.clientTimeoutMs) ? { patience: nothing } : {};
  const afterReading = [
    { guard: 'isOffline' as const, target: 'ended' as const },
    { target: 'gettingServer' as const },
  ];
  return setup({
    types: {} as {
      context: PreferencesContext;
      events: Answer;
      emitted: Command;
      input: PreferencesInput;
    },
    delays: { patience: s.clientTimeoutMs },
    guards: {
      isOffline: ({ context }) => !context.online,
      hasNoLocal: ({ context }) => context.local === '',
      isSame: ({ context: { wanted, server } }) =>
        PREFS.every((key) => wanted[key] === server[key]),
    },
    actions: {
      load: emit(({ context: { local } }) => send(local, { type: 'loadPrefs' })),
      keepLocal: assign(({ event }) =>
        event.type === 'prefsLoaded' ? { kept: event.kept, read: event.kept } : {},
      ),
      tellRead: emit(({ context: { app, kept } }) =>
        send(app, { type: 'prefsRead', kept } as never),
      ),
      get: emit(send('api', { type: 'getPrefs' })),
      keepServer: assign(({ event }) => {
        if (!('theme' in event)) return {};
        const { theme, lang, etag } = event;
        return { server: { theme, lang, version: versionIn(etag) } };
      }),
      reconcile: assign(({ context: { kept, server, push } }) => ({
        wanted: reconciled(
          push && s.prefsPolicy === 'serverWins' ? 'perKey' : s.prefsPolicy,
          kept,
          server,
        ),
      })),
      put: emit(({ context: { wanted, server } }) =>
        send('api', { type: 'putPrefs', ...wanted, match: tagOf(server.version) }),
      ),
      giveUp: emit(abandon()),
      finish: enqueueActions(({ context: { app, read, wanted, server }, enqueue }) => {
        const kept = { ...wanted, version: server.version, dirty: [] };
        enqueue.emit(fact({ type: 'reconciled', ...wanted }));
        enqueue.emit(send(app, { type: 'prefsSynced', read, kept } as never));
      }),
      end: emit(({ context: { app, online } }) => send(app, { type: 'prefsEnded', online })),
    },
  }).createMachine({
    id: 'preferences',
    context: ({ input }) => ({
      ...input,
      read: input.kept,
      server: { theme: '', lang: '', version: 0 },
      wanted: { theme: '', lang: '' },
    }),
    initial: 'starting',
    on: { unload: '.gone' },
    states: {
      starting: {
        always: [{ guard: 'hasNoLocal', target: 'gettingServer' }, { target: 'loadingLocal' }],
      },
      loadingLocal: {
        entry: 'load',
        // What the page has in its memory is there still.
        after: Number.isFinite(s.clientTimeoutMs) ? { patience: afterReading } : {},
        on: {
          prefsLoaded: afterReading.map((each) => ({
            ...each,
            actions: ['keepLocal' as const, 'tellRead' as const],
          })),
        },
      },
      gettingServer: {
        entry: 'get',
        after: patience,
        on: { prefs: { target: 'reconciling', actions: 'keepServer' }, ...trouble },
      },
      reconciling: {
        entry: 'reconcile',
        ...(s.renderMs > 0
          ? {
              after: {
                [s.renderMs]: [{ guard: 'isSame', target: 'done' }, { target: 'puttingServer' }],
              },
            }
          : { always: [{ guard: 'isSame', target: 'done' }, { target: 'puttingServer' }] }),
      },
      puttingServer: {
        entry: 'put',
        after: patience,
        on: {
          prefsSaved: { target: 'done', actions: 'keepServer' },
          prefsMismatch: { target: 'reconciling', actions: 'keepServer' },
          ...trouble,
        },
      },
      done: { type: 'final', entry: 'finish' },
      ended: { type: 'final', entry: 'end' },
      gone: { type: 'final', entry: 'giveUp' },
    },
  });
};
