/** What the badge says about the wire. Types and words only: it is in the first load. */

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
  /** How fast it really plays while the network sets the pace; `null` while it keeps up. */
  readonly effectiveSpeed: number | null;
  /** A person may turn it off. */
  readonly wanted: boolean;
}

export const wireAtFirst: WireStatus = {
  mode: 'in-process',
  reason: 'The wire starts when the page has been drawn.',
  requestCount: 0,
  effectiveSpeed: null,
  wanted: true,
};

export const WIRE_REASONS: Readonly<Record<Exclude<WireMode, 'in-process'>, string>> = {
  wire: 'What the clients send are real requests: open the network panel of the browser to see them.',
  'in-page':
    'This page came over plain http, where browsers allow no service worker: requests are answered inside the page, and its network panel stays empty.',
};
