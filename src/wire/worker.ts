/**
 * Starts MSW: a service worker where the page may have one, its patched `fetch` where not. The
 * worker is `public/sw.js`; MSW's own script is imported there.
 */
import { http, WebSocketHandler } from 'msw';
import { setupWorker } from 'msw/browser';
import type { Desk } from './desk.ts';

const CONTROL_MS = 3_000;

export interface Interception {
  readonly mode: 'wire' | 'in-page';
  /** Before a session: a worker that the browser ended has forgotten its pages. */
  readonly renew: () => Promise<void>;
  readonly close: () => void;
}

/** Rejects with an Error that says why the wire cannot be used. */
export async function intercept(desk: Desk): Promise<Interception> {
  const mode = 'serviceWorker' in navigator ? 'wire' : 'in-page';
  const url = new URL('sw.js', desk.base).href;
  desk.hasStreams = mode === 'wire';
  const msw = setupWorker(
    http.all('*/api/*', ({ request }) => desk.answer(request)),
    new ParkedSockets(desk),
  );
  // One object for every start: MSW unregisters its worker when it is given another.
  const options = {
    quiet: true,
    onUnhandledRequest: 'bypass',
    serviceWorker: { url, options: { updateViaCache: 'none' } },
  } as const;
  const start = async (): Promise<void> => {
    if (mode === 'wire') await reclaim(url);
    await msw.start(options);
    if (mode === 'wire') await controlled();
  };
  await start();
  return {
    mode,
    renew: async () => {
      // The patched fetch of a page forgets nothing.
      if (mode === 'in-page') return;
      msw.stop();
      await start();
    },
    close: () => msw.stop(),
  };
}

/** MSW opens a WebSocket as soon as its handler has run: this one runs for as long as the opening is parked. */
class ParkedSockets extends WebSocketHandler {
  private readonly desk: Desk;

  constructor(desk: Desk) {
    super('*/api/*');
    this.desk = desk;
  }

  override async run(...args: Parameters<WebSocketHandler['run']>) {
    const connection = await super.run(...args);
    if (connection !== null) await this.desk.answerSocket(args[0].client);
    return connection;
  }
}

/** After a hard reload no worker has the page, and MSW would reload it: the worker takes it back. */
async function reclaim(url: string): Promise<void> {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller !== null) return;
  const registrations = await serviceWorker.getRegistrations();
  const ours = registrations
    .flatMap(({ active, waiting, installing }) => [active, waiting, installing])
    .find((worker) => worker?.scriptURL === url);
  if (ours === undefined || ours === null) return;
  ours.postMessage('CLAIM');
  await controlled();
}

async function controlled(): Promise<void> {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller !== null) return;
  await new Promise<void>((resolve, reject) => {
    const why = 'The service worker does not have this page. Reload it to use the wire.';
    const timer = setTimeout(() => reject(new Error(why)), CONTROL_MS);
    const got = (): void => {
      clearTimeout(timer);
      resolve();
    };
    serviceWorker.addEventListener('controllerchange', got, { once: true });
  });
}
