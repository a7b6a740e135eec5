/**
 * One request on the real network: a `fetch` in the page, and the handler that MSW calls for it,
 * parked until the simulation says how it ends.
 *
 *     sent → reached → released → ended        sent → reached → aborted → ended
 */
import { Deferred } from './deferred.ts';
import { patiently, WireFailure } from './failure.ts';
import { EXCHANGE_HEADER, type RequestParts, type ResponseParts } from './shape.ts';

export class WireExchange {
  /** The address of its request: `read-1/GET`. */
  readonly name: string;
  /** When the fetch set out, by the clock of the page. */
  readonly sentAtMs = performance.now();
  private fate: 'parked' | 'released' | 'aborted' = 'parked';
  private readonly abortion = new AbortController();
  private readonly reached = new Deferred<RequestParts>();
  private readonly answer = new Deferred<Response>();
  private readonly ended = new Deferred<ResponseParts | 'error'>();

  constructor(name: string) {
    this.name = name;
  }

  /** Starts the fetch. `id` is how the handler finds this exchange again. */
  send(base: URL, id: string, { method, path, headers, body }: RequestParts): void {
    headers.set(EXCHANGE_HEADER, id);
    const { signal } = this.abortion;
    const request = { method, headers, signal, body: body === '' ? null : body };
    fetch(new URL(`.${path}`, base), { ...request, credentials: 'omit' })
      .then(async (response) => {
        const { status, headers: given } = response;
        this.end({ status, headers: given, body: await response.text() });
      })
      .catch(() => this.end('error'));
  }

  /** What the handler read of the request. Waits for it; rejects with a WireFailure. */
  whenReached(): Promise<RequestParts> {
    return patiently(this.name, this.reached.promise, 'reached no handler');
  }

  /** What the page's fetch came to. Waits for it; rejects with a WireFailure. */
  whenEnded(): Promise<ResponseParts | 'error'> {
    return patiently(this.name, this.ended.promise, 'did not end after its handler had answered');
  }

  /** The handler's side: reads the request, and answers when it is released. */
  async handle(request: Request, path: string): Promise<Response> {
    const { method, headers } = request;
    this.reached.resolve({ method, path, headers, body: await request.text() });
    return this.answer.promise;
  }

  /** Lets the handler answer. */
  release(response: Response): void {
    if (this.fate === 'parked') this.fate = 'released';
    this.answer.resolve(response);
  }

  /** The page gives up. Its abort never reaches the handler, so that is let go too. */
  abort(): void {
    if (this.fate === 'parked') this.fate = 'aborted';
    this.abortion.abort();
    this.reached.reject(new WireFailure(this.name, 'was given up before it reached its handler'));
    this.answer.resolve(Response.error());
  }

  private end(how: ResponseParts | 'error'): void {
    if (this.fate !== 'parked') {
      this.ended.resolve(how);
      return;
    }
    const what = how === 'error' ? 'a network error' : `a ${how.status} from elsewhere`;
    const failure = new WireFailure(
      this.name,
      `ended with ${what} before its handler had answered`,
    );
    this.reached.reject(failure);
    this.ended.reject(failure);
  }
}
