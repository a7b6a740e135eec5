/** The auth service and the resource API: each request becomes an actor of its own. */
import { emit, enqueueActions, setup } from 'xstate';
import { type Command, send, spawn } from '../../../kernel/system.ts';
import { SECOND } from '../../../kernel/time.ts';
import { bearer, type Claims, readJwt } from '../jwt.ts';
import type {
  Arrive,
  EndSession,
  Forgot,
  Get,
  ListSessions,
  Refresh,
  Register,
  Reset,
  SetRole,
  SignIn,
  SignOut,
  Verify,
} from '../protocol.ts';
import type { Settings } from '../settings.ts';
import type { AccountInput } from './account.ts';
import { challengeTo } from './parts.ts';

type Clocked = { readonly nowUs?: number; readonly chance?: number };
type AuthEvent = Clocked &
  (
    | SignIn
    | Arrive
    | Refresh
    | SignOut
    | Register
    | Forgot
    | Reset
    | Verify
    | ListSessions
    | EndSession
    | SetRole
  );

export const authClock = ['listSessions', 'endSession', 'setRole'];
export const authChance = ['signIn'];
export const apiClock = ['get'];

export const authMachine = (s: Settings) =>
  setup({
    types: {} as { context: object; events: AuthEvent; emitted: Command },
    actions: {
      take: enqueueActions(({ event, enqueue }) => enqueue.emit(taken(s, event))),
    },
  }).createMachine({
    id: 'auth',
    context: () => ({}),
    initial: 'serving',
    states: { serving: { on: { '*': { actions: 'take' } } } },
  });

function taken(s: Settings, event: AuthEvent): Command {
  const { from: client, op } = event;
  const account = (what: AccountInput['what'], more: Partial<AccountInput>): Command =>
    spawn(op, 'account', {
      client,
      what,
      email: '',
      password: '',
      link: '',
      role: '',
      ip: '',
      proof: '',
      whose: '',
      ...more,
    });
  switch (event.type) {
    case 'signIn': {
      const { email, password, device = '', proof, ip, cookie: former = '' } = event;
      const luck = s.jitterMs === 0 ? 0 : (event.chance ?? 0);
      return spawn(op, 'login', { client, email, password, device, proof, ip, former, luck });
    }
    case 'arrive':
      return account('arrive', { proof: event.proof });
    case 'refresh':
      return spawn(op, 'refresh', { client, cookie: event.cookie, proof: event.proof });
    case 'signOut': {
      // Without a cookie the access token still says which session it is.
      const { cookie = '' } = event;
      const sid = cookie === '' ? (readJwt(bearer(event.authorization) ?? '')?.sid ?? '') : '';
      return spawn(op, 'sign-out', { client, cookie, sid, email: '' });
    }
    case 'register':
      return account('register', { email: event.email, password: event.password, ip: event.ip });
    case 'forgot':
      return account('forgot', { email: event.email, ip: event.ip });
    case 'reset':
      return account('reset', { link: event.link, password: event.newPassword });
    case 'verify':
      return account('verify', {
        link: event.link,
        password: event.newPassword ?? '',
        whose: readJwt(bearer(event.authorization) ?? '')?.sub ?? '',
      });
    case 'setRole':
      if (claimsNow(s, event) === null) return unauthenticated(client, event.authorization);
      if (claimsNow(s, event)?.role !== 'admin') return send(client, { type: 'forbidden' });
      return account('role', { email: event.email, role: event.role });
    case 'listSessions':
    case 'endSession': {
      if (s.sessionManagement === 'off') return send(client, { type: 'notFound' });
      const claims = claimsNow(s, event);
      if (claims === null) return unauthenticated(client, event.authorization);
      if (event.type === 'listSessions') return account('list', { email: claims.sub });
      return spawn(op, 'sign-out', { client, cookie: '', sid: event.sid, email: claims.sub });
    }
  }
}

/** Of a token that has not expired. */
function claimsNow(
  { leewayMs }: Settings,
  { authorization, nowUs = 0 }: Clocked & { readonly authorization?: string },
): Claims | null {
  const claims = readJwt(bearer(authorization) ?? '');
  return claims !== null && claims.exp + leewayMs / 1_000 > nowUs / SECOND ? claims : null;
}

const unauthenticated = (client: string, authorization: string | undefined): Command =>
  send(client, { type: 'invalidToken', challenge: challengeTo(authorization) });

export const apiMachine = setup({
  types: {} as { context: object; events: Get & Clocked; emitted: Command },
}).createMachine({
  id: 'api',
  context: () => ({}),
  initial: 'serving',
  states: {
    serving: {
      on: {
        get: {
          actions: emit(({ event }) => {
            const { from: client, op, what, authorization = '', proof, nowUs = 0 } = event;
            return spawn(`${op}.${what}`, 'request', { client, what, authorization, proof, nowUs });
          }),
        },
      },
    },
  },
});
