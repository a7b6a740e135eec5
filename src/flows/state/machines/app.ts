/**
 * A page: what a person sees, and what is under way for it. Its children carry out the changes
 * (`update`), ask for what is new (`refresh`) and compare preferences (`preferences`).
 */
import { enqueueActions, setup } from 'xstate';
import { takeTurn } from '../../../flow/turn.ts';
import type { Command, Received } from '../../../kernel/system.ts';
import type { PrefKey } from '../protocol.ts';
import { hasComponent, hasPrefs, hasTodos, matches, type Settings } from '../settings.ts';
import { type ChildEvent, told } from './app-children.ts';
import type { AppContext, AppInput, AppTurn } from './app-context.ts';
import { boot, goOffline, goOnline, poll, refresh, reload } from './app-life.ts';
import { setPref } from './app-prefs.ts';
import { isOfStore, type StoreEvent, stored } from './app-stores.ts';
import { resolve, typeDraft, wish } from './app-wishes.ts';

export const APP_ACTS = [
  'edit',
  'comment',
  'create',
  'look',
  'reload',
  'goOffline',
  'goOnline',
  'keepMine',
  'keepTheirs',
  'keepBoth',
  'setPref',
  'typeDraft',
] as const;

const ON_TODOS = ['edit', 'comment', 'create', 'look'];
const ON_CONFLICTS = ['keepMine', 'keepTheirs', 'keepBoth'];

/** What there is something to do with. */
const offered = (s: Settings): readonly string[] =>
  APP_ACTS.filter((act) => {
    if (ON_TODOS.includes(act)) return hasTodos(s);
    if (ON_CONFLICTS.includes(act)) return hasTodos(s) && matches(s);
    if (act === 'setPref') return hasPrefs(s);
    return act !== 'typeDraft' || hasComponent(s);
  });

/** What a person does. */
type AppAct = Received & { readonly nowUs?: number } & (
    | {
        readonly type: 'edit';
        readonly id?: string;
        readonly field?: 'title' | 'note';
        readonly value: string;
      }
    | { readonly type: 'comment'; readonly text: string }
    | { readonly type: 'create'; readonly id: string; readonly title: string }
    | { readonly type: 'look' | 'reload' | 'goOffline' | 'goOnline' }
    | { readonly type: 'keepMine' | 'keepTheirs' | 'keepBoth' }
    | { readonly type: 'setPref'; readonly key: PrefKey; readonly value: string }
    | { readonly type: 'typeDraft'; readonly text: string }
  );

export type AppEvent = AppAct | ChildEvent | StoreEvent | (Received & { readonly type: 'poll' });

export const appClock = (s: Settings): readonly string[] =>
  s.conflict === 'lwwClock' ? ['edit', 'comment', 'create'] : [];

export const appMachine = (s: Settings) =>
  setup({
    types: {} as { context: AppContext; events: AppEvent; emitted: Command; input: AppInput },
    guards: { isOnline: ({ context }) => context.online },
    actions: {
      boot: enqueueActions(({ context, enqueue }) => {
        takeTurn(context, enqueue, (turn) => boot(s, turn, 'load'));
      }),
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => step(s, turn, event));
      }),
    },
  }).createMachine({
    id: 'app',
    context: ({ input }) => ({
      ...input,
      shown: input.docs,
      layers: [],
      message: '',
      lock: 'none',
      refreshers: [],
      syncing: '',
    }),
    initial: 'opening',
    on: {
      // What a menu offers is what a machine names.
      ...(Object.fromEntries(offered(s).map((act) => [act, { actions: 'take' }])) as Record<
        (typeof APP_ACTS)[number],
        { actions: 'take' }
      >),
      '*': { actions: 'take' },
    },
    states: {
      opening: { entry: 'boot', always: [{ guard: 'isOnline', target: 'online' }, 'offline'] },
      online: {
        tags: 'ready',
        always: { guard: ({ context }) => !context.online, target: 'offline' },
      },
      offline: { tags: 'ready', always: { guard: 'isOnline', target: 'online' } },
    },
  });

const isAct = (event: AppEvent): event is AppAct =>
  (APP_ACTS as readonly string[]).includes(event.type);

function step(s: Settings, turn: AppTurn, event: AppEvent): void {
  if (isAct(event)) return act(s, turn, event);
  if (event.type === 'poll') return poll(s, turn);
  if (isOfStore(event)) return stored(s, turn, event);
  told(s, turn, event);
}

function act(s: Settings, turn: AppTurn, event: AppAct): void {
  switch (event.type) {
    case 'edit':
      return wish(s, turn, event, {
        kind: 'edit',
        id: event.id ?? '1',
        field: event.field ?? 'title',
        value: event.value,
      });
    case 'comment':
      return wish(s, turn, event, { kind: 'comment', id: '1', field: 'note', value: event.text });
    case 'create':
      return wish(s, turn, event, {
        kind: 'create',
        id: event.id,
        field: 'title',
        value: event.title,
      });
    case 'look':
      return refresh(turn, event.op);
    case 'reload':
      return reload(s, turn, event.op);
    case 'goOffline':
      return goOffline(turn);
    case 'goOnline':
      return goOnline(s, turn, event.op);
    case 'keepMine':
      return resolve(s, turn, 'mine');
    case 'keepTheirs':
      return resolve(s, turn, 'theirs');
    case 'keepBoth':
      return resolve(s, turn, 'both');
    case 'setPref':
      return setPref(s, turn, event);
    case 'typeDraft':
      return typeDraft(turn, event.text);
  }
}
