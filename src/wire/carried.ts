/** What the network really brought back, kept beside the trace that it belongs to. */
import type { HeaderLines } from '../flow/http/content.ts';
import type { EntryId } from '../kernel/entry.ts';
import type { Trace } from '../kernel/trace.ts';

/** The response of a real `fetch`, as the page read it. */
export interface CarriedResponse {
  readonly status: number;
  /** Under the names that they had on the network. */
  readonly headers: HeaderLines;
  readonly body: string;
  /** In real time, from the fetch to the last byte. */
  readonly tookMs: number;
}

export type CarriedOf = (trace: Trace, request: EntryId) => CarriedResponse | undefined;

/** The last that were carried, by the send entry of their request. */
const KEPT = 500;

export class CarriedResponses {
  private readonly byTrace = new WeakMap<Trace, Map<EntryId, CarriedResponse>>();

  keep(trace: Trace, request: EntryId, response: CarriedResponse): void {
    let known = this.byTrace.get(trace);
    if (known === undefined) {
      known = new Map();
      this.byTrace.set(trace, known);
    }
    known.set(request, response);
    const [oldest] = known.keys();
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
  }

  get(trace: Trace, request: EntryId): CarriedResponse | undefined {
    return this.byTrace.get(trace)?.get(request);
  }
}
