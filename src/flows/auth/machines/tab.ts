/**
 * A tab of a browser, with the person before it. The access token is in its memory alone; the
 * refresh token is in the cookie that the tabs share.
 */
import { enqueueActions, setup } from 'xstate';
import { change, type Turn, takeTurn, tell } from '../../../flow/turn.ts';
import { type Command, fact, type Received, send } from '../../../kernel/system.ts';
import { readJwt } from '../jwt.ts';
import { ANN, type Settings } from '../settings.ts';
import { actsOf } from './parts.ts';
import { answered, type TabAnswer } from './tab-answers.ts';
import { ask, authorized, idle, open, patience, signIn, type TabContext } from './tab-context.ts';

const TAB_ACTS = [
  'signIn',
  'open',
  'signOut',
  'register',
  'forgot',
  'readMail',
  'listSessions',
  'endOthers',
  'demote',
] as const;

/** What a person does at the tab. */
type TabAct = Received &
  (
    | { readonly type: 'signIn' }
    | { readonly type: 'open'; readonly pages: readonly string[] }
    | { readonly type: 'signOut' }
    | { readonly type: 'register' }
    | { readonly type: 'forgot' }
    | { readonly type: 'readMail' }
    | { readonly type: 'listSessions' }
    | { readonly type: 'endOthers' }
    | { readonly type: 'demote' }
  );

type TabEvent = TabAct | TabAnswer;

export const tabDeadlines = ['patience'];

export type TabInput = Pick<
  TabContext,
  'tab' | 'jar' | 'ip' | 'device' | 'proof' | 'token' | 'password' | 'isBack'
>;

export const tabMachine = (s: Settings) =>
  setup({
    types: {} as { context: TabContext; events: TabEvent; emitted: Command; input: TabInput },
    guards: { isIdle: ({ context }) => context.doing === '' },
    actions: {
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => step(s, turn, event));
      }),
    },
  }).createMachine({
    id: 'tab',
    context: ({ input }) => ({
      ...input,
      page: '',
      doing: '',
      loading: 0,
      mustSignIn: false,
      wasIn: false,
      waiting: [],
      sessions: [],
      op: '',
    }),
    // Its requests died with it, and with them what they held.
    entry: enqueueActions(({ context: { isBack, jar }, enqueue }) => {
      if (isBack) enqueue.emit(send(jar, { type: 'tabBack' }));
    }),
    initial: 'idle',
    on: { '*': { actions: 'take' } },
    states: {
      idle: {
        tags: 'ready',
        on: { ...actsOf(TAB_ACTS, 'busy'), copy: { actions: 'take' } },
      },
      busy: { always: { guard: 'isIdle', target: 'idle' } },
    },
  });

const isAct = (event: TabEvent): event is TabAct =>
  (TAB_ACTS as readonly string[]).includes(event.type);

function step(s: Settings, turn: Turn<TabContext>, event: TabEvent): void {
  if (isAct(event)) act(s, turn, event);
  else answered(s, turn, event as TabAnswer);
}

function act(s: Settings, turn: Turn<TabContext>, event: TabAct): void {
  const { context } = turn;
  switch (event.type) {
    case 'signIn':
      return signIn(s, turn, event.op);
    case 'open':
      return open(turn, event.pages, event.op);
    case 'signOut': {
      change(turn, { doing: 'signOut', op: event.op });
      tell(turn, fact({ type: 'leaving' }));
      tell(turn, send(context.jar, { type: 'takeCookie', lock: false }));
      return;
    }
    case 'register':
      return ask(s, turn, event.op, {
        type: 'register',
        email: ANN,
        password: context.password,
        ip: context.ip,
      });
    case 'forgot':
      return ask(s, turn, event.op, { type: 'forgot', email: ANN, ip: context.ip });
    case 'readMail':
      change(turn, { doing: 'mail', op: event.op });
      tell(turn, send('mail', { type: 'openMail', whose: ANN }));
      return;
    case 'listSessions':
      change(turn, { doing: 'list', op: event.op });
      tell(turn, send('auth', { type: 'listSessions', ...authorized(context) }));
      return patience(s, turn, event.op);
    case 'endOthers': {
      const own = readJwt(context.token)?.sid;
      const sid = context.sessions.find((each) => each !== own);
      if (sid === undefined) return idle(turn, 'no other session');
      tell(turn, fact({ type: 'ending', sid }));
      return ask(s, turn, event.op, { type: 'endSession', sid, ...authorized(context) });
    }
    case 'demote':
      tell(turn, fact({ type: 'removing', email: ANN }));
      return ask(s, turn, event.op, {
        type: 'setRole',
        email: ANN,
        role: 'user',
        ...authorized(context),
      });
  }
}
