/** Where MSW's one handler brings every request to `/api/`: each goes to its exchange, or is foreign. */
import type { WireExchange } from './exchange.ts';
import { EXCHANGE_HEADER } from './shape.ts';

/** Answers a request that nobody in the simulation sent. `path` is from `/api/` on. */
export type AnswerForeign = (request: Request, path: string) => Promise<Response>;

export class Desk {
  /** The folder of the app: its API is below it. */
  readonly base: URL;
  /** How many requests reached a handler. */
  requestCount = 0;
  private readonly exchanges = new Map<string, WireExchange>();
  private readonly answerForeign: AnswerForeign;
  private nextId = 1;

  constructor(base: URL, answerForeign: AnswerForeign) {
    this.base = base;
    this.answerForeign = answerForeign;
  }

  /** An id that no other exchange of this page has or had: a handler may be called after its session. */
  add(exchange: WireExchange): string {
    const id = `${encodeURI(exchange.name)} (${this.nextId++})`;
    this.exchanges.set(id, exchange);
    return id;
  }

  remove(id: string): void {
    this.exchanges.delete(id);
  }

  /** MSW's handler. */
  answer(request: Request): Promise<Response> | Response {
    const id = request.headers.get(EXCHANGE_HEADER);
    const path = this.pathOf(request.url);
    this.requestCount += 1;
    if (id === null) return this.answerForeign(request, path);
    return this.exchanges.get(id)?.handle(request, path) ?? Response.error();
  }

  private pathOf(url: string): string {
    const { pathname, search } = new URL(url);
    const folder = this.base.pathname;
    return (pathname.startsWith(folder) ? `/${pathname.slice(folder.length)}` : pathname) + search;
  }
}
