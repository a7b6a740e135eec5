/**
 * A real `WebSocket`, which MSW answers inside the page.
 *
 * SIMPLIFIED: the network panel of the browser shows nothing of it, and all is done in microtasks;
 * a real one has its entry, and takes its time. Whatever ends it from the server's side is a 1006,
 * with `wasClean` true; a real server that closes it says 1000 or 1001, and a cut is not clean.
 */
import type { WebSocketHandler } from 'msw';
import { type Frame, toSocketText } from '../flow/http/frame.ts';
import { Channel } from './channel.ts';
import { Deferred } from './deferred.ts';
import { patiently } from './failure.ts';
import { fromSocketText } from './frame.ts';
import { addressOf, type RequestParts } from './shape.ts';

/** The handler's end, as MSW gives it. */
export type SocketClient = Parameters<WebSocketHandler['run']>[0]['client'];

/** RFC 6455 §7.1.5: no close frame came. */
const ABNORMAL = 1006;

export class SocketChannel extends Channel {
  private socket: WebSocket | undefined;
  private client: SocketClient | undefined;
  private ending = false;
  private readonly reached = new Deferred<RequestParts>();
  private readonly verdict = new Deferred<'accepted' | 'refused'>();
  private readonly opened = new Deferred<void>();
  private readonly closed = new Deferred<void>();
  /** Sent, and not yet read at the other end: the oldest first. */
  private readonly unread: Deferred<string>[] = [];
  private readonly unheard: Deferred<string>[] = [];

  override send(base: URL, { path }: RequestParts): void {
    const url = addressOf(base, path, this.id);
    url.protocol = base.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url);
    socket.addEventListener('open', () => this.opened.resolve());
    socket.addEventListener('message', ({ data }) => this.unread.shift()?.resolve(String(data)));
    socket.addEventListener('close', ({ code }) => {
      if (this.ending) this.closed.resolve();
      else this.breakWith(`was closed from elsewhere, with ${code}`);
    });
    this.socket = socket;
  }

  /** The handler's side: parks the opening until it is accepted or refused. */
  async handle(client: SocketClient, path: string): Promise<void> {
    this.client = client;
    client.addEventListener('message', ({ data }) => this.unheard.shift()?.resolve(String(data)));
    this.reached.resolve({ method: 'GET', path, headers: new Headers(), body: '' });
    if ((await this.verdict.promise) === 'refused') refuse(client, ABNORMAL, '');
  }

  override whenReached(): Promise<RequestParts> {
    return this.inTime(this.reached.promise, 'reached no handler');
  }

  override accept(): Promise<void> {
    this.verdict.resolve('accepted');
    return this.inTime(this.opened.promise, 'did not open after its handler had accepted');
  }

  /** SIMPLIFIED: the page does not learn the status; neither does it with a real server. */
  override refuse(): Promise<void> {
    this.ending = true;
    this.verdict.resolve('refused');
    return this.inTime(this.closed.promise, 'did not close after its handler had refused');
  }

  override async push(frame: Frame): Promise<Frame> {
    const read = new Deferred<string>();
    this.unread.push(read);
    this.client?.send(toSocketText(frame));
    return fromSocketText(await this.inTime(read.promise, `${frame.type} did not arrive`));
  }

  /** From the page to the handler: what the handler reads. */
  say(frame: Frame): Promise<Frame> {
    const heard = new Deferred<string>();
    this.unheard.push(heard);
    this.socket?.send(toSocketText(frame));
    // The page may have closed it by the time at which somebody wants to know.
    return patiently(this.name, heard.promise, `${frame.type} was not heard`).then(fromSocketText);
  }

  override end(): Promise<void> {
    this.ending = true;
    this.client?.close(ABNORMAL);
    return this.inTime(this.closed.promise, 'did not close');
  }

  override leave(): void {
    this.ending = true;
    this.socket?.close();
    this.verdict.resolve('refused');
  }
}

/** As a browser does when a server does not switch protocols. */
export function refuse(client: SocketClient, code: number, reason: string): void {
  if (client.socket.readyState !== WebSocket.CONNECTING) return;
  client.socket.dispatchEvent(new Event('error'));
  client.close(code, reason);
}
