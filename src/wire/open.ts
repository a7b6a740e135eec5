/** The whole of the wire, loaded after the first paint: MSW is too large for the first load. */
import { Desk } from './desk.ts';
import { Foreign, type Host } from './foreign.ts';
import { Session, type SessionOptions } from './session.ts';
import { intercept } from './worker.ts';

export interface Wire {
  readonly mode: 'wire' | 'in-page';
  /** How many requests reached a handler. */
  readonly requestCount: () => number;
  readonly foreign: Foreign;
  /** Before a session: makes sure that the worker still knows this page. Rejects with the reason. */
  readonly renew: () => Promise<void>;
  readonly session: (options: Omit<SessionOptions, 'desk'>) => Session;
  readonly close: () => void;
}

/** `base` is the folder of the app. Rejects with an Error that says why there is no wire. */
export async function openWire(base: URL, host: Host): Promise<Wire> {
  const foreign = new Foreign(host);
  const desk = new Desk(base, (request, path) => foreign.answer(request, path));
  const { mode, renew, close } = await intercept(desk);
  return {
    mode,
    requestCount: () => desk.requestCount,
    foreign,
    renew,
    session: (options) => new Session({ ...options, desk }),
    close: () => {
      foreign.close();
      close();
    },
  };
}
