/** Where MSW's handlers bring every request and every WebSocket to `/api/`: each goes to its exchange, or is foreign. */

import { NO_STREAM } from '../flow/http/routes.ts';
import { CarriedResponses } from './carried.ts';
import type { WireExchange } from './exchange.ts';
import type { CarriedFrame } from './frame.ts';
import { EXCHANGE_HEADER } from './shape.ts';
import { refuse, SocketChannel, type SocketClient } from './socket.ts';
import type { SourceChannel } from './source.ts';

/** Answers a request that nobody in the simulation sent. `path` is from `/api/` on. */
export type AnswerForeign = (request: Request, path: string) => Promise<Response>;

type Exchange = WireExchange | SocketChannel | SourceChannel;

/** RFC 6455 §7.4.2 leaves 4000 to 4999 to applications: this one says what HTTP's 403 says. */
const REFUSED = 4403;
const FRAMES_KEPT = 200;

export class Desk {
  /** The folder of the app: its API is below it. */
  readonly base: URL;
  /** How many requests reached a handler. */
  requestCount = 0;
  /** The last frames that streams carried, and how many they were in all. */
  frames: readonly CarriedFrame[] = [];
  frameCount = 0;
  /** What requests brought back. */
  readonly carried = new CarriedResponses();
  /**
   * Whether streams can be answered. Without a service worker nothing sees an EventSource, and MSW
   * 2.15 does not replace `WebSocket` (its two sources bear one name, and the second is left out).
   */
  hasStreams = true;
  private readonly exchanges = new Map<string, Exchange>();
  private readonly answerForeign: AnswerForeign;
  private nextId = 1;

  constructor(base: URL, answerForeign: AnswerForeign) {
    this.base = base;
    this.answerForeign = answerForeign;
  }

  /** An id that no other exchange of this page has or had: a handler may be called after its session. */
  add(exchange: Exchange): string {
    const id = `${encodeURI(exchange.name)} (${this.nextId++})`;
    this.exchanges.set(id, exchange);
    return id;
  }

  remove(id: string): void {
    this.exchanges.delete(id);
  }

  /** MSW's handler of requests. */
  answer(request: Request): Promise<Response> | Response {
    const { path, id = request.headers.get(EXCHANGE_HEADER) } = this.addressed(request.url);
    this.requestCount += 1;
    if (id === null) return this.answerForeign(request, path);
    const exchange = this.exchanges.get(id);
    if (exchange === undefined || exchange instanceof SocketChannel) return Response.error();
    return exchange.handle(request, path);
  }

  /** MSW's handler of WebSockets: resolves when one may open, or when it has been refused. */
  async answerSocket(client: SocketClient): Promise<void> {
    const { path, id } = this.addressed(client.url.href);
    this.requestCount += 1;
    const exchange = id === undefined ? undefined : this.exchanges.get(id);
    if (exchange instanceof SocketChannel) return exchange.handle(client, path);
    console.warn(`${path}: ${NO_STREAM}`);
    refuse(client, REFUSED, NO_STREAM);
  }

  note(frame: CarriedFrame): void {
    this.frames = [...this.frames.slice(1 - FRAMES_KEPT), frame];
    this.frameCount += 1;
  }

  /** The path from `/api/` on, and the id of the exchange where it stands in the query. */
  private addressed(address: string): { path: string; id?: string } {
    const url = new URL(address);
    const id = url.searchParams.get(EXCHANGE_HEADER);
    const folder = this.base.pathname;
    const { pathname } = url;
    const path = pathname.startsWith(folder) ? `/${pathname.slice(folder.length)}` : pathname;
    // Only the id is taken away: what a person wrote stays as it was written.
    const said = url.search.replace(/^\?/, '').split('&');
    const own = said.filter((pair) => pair !== '' && !pair.startsWith(`${EXCHANGE_HEADER}=`));
    const search = own.length === 0 ? '' : `?${own.join('&')}`;
    return id === null ? { path: path + search } : { path: path + search, id };
  }
}
