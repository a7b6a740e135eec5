/** How long a browser waits before it sends a request again. Pure. */
import type { Settings } from '../settings.ts';

/** Full jitter: anything up to the base, twice that each time. Not before the server wants it back. */
export function pauseMs(
  { backoffMs }: Pick<Settings, 'backoffMs'>,
  tries: number,
  { chance = 1, retryAfter = 0 }: { readonly chance?: number; readonly retryAfter?: number },
): number {
  return Math.max(backoffMs * 2 ** (tries - 1) * chance, retryAfter * 1_000);
}
