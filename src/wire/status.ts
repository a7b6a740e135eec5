/** What the badge says about the wire. Types and words only: it is in the first load. */
import type { CarriedOf } from './carried.ts';
import type { CarriedFrame } from './frame.ts';

/**
 * `wire`: real requests, answered through a service worker. `in-page`: requests that MSW answers
 * inside the page. `in-process`: none.
 */
export type WireMode = 'wire' | 'in-page' | 'in-process';

export interface WireStatus {
  readonly mode: WireMode;
  /** Why it is this mode, and what would change it, in a sentence or two. */
  readonly reason: string;
  /** How many requests were carried since the page was opened. */
  readonly requestCount: number;
  /** How many messages streams carried, and the last of them. */
  readonly frameCount: number;
  readonly frames: readonly CarriedFrame[];
  /** What the network brought back for a request, if it was carried. */
  readonly carried: CarriedOf;
  /** How fast it really plays while the network sets the pace; `null` while it keeps up. */
  readonly effectiveSpeed: number | null;
  /** A person may turn it off. */
  readonly wanted: boolean;
}

export const wireAtFirst: WireStatus = {
  mode: 'in-process',
  reason: 'The wire starts when the page has been drawn.',
  requestCount: 0,
  frameCount: 0,
  frames: [],
  carried: () => undefined,
  effectiveSpeed: null,
  wanted: true,
};

export const WIRE_REASONS: Readonly<Record<Exclude<WireMode, 'in-process'>, string>> = {
  wire: 'What the clients send is real: open the network panel of the browser to see it. WebSockets alone are answered inside the page, where that panel does not see them: what comes on streams is listed here, too.',
  'in-page':
    'This page came over plain http, where browsers allow no service worker: requests are answered inside the page, and its network panel stays empty. Streams cannot be answered so: they stay inside the simulation.',
};

export const WHY_NOT = {
  crowd: 'The users of this workload are a crowd: it has no network panel.',
  unwanted: 'The wire was turned off.',
  nothing: 'No client of this run sends anything by HTTP.',
  streams:
    'This page came over plain http, where browsers allow no service worker, and nothing else can answer a stream.',
} as const;
