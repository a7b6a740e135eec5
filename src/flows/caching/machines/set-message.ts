/** How a writer puts its value into the cache. */
import { type Command, send } from '../../../kernel/system.ts';
import type { Settings } from '../settings.ts';

/** With versions the cache may refuse a value that is older than its own; else it takes what comes. */
export function setMessage(
  { fill }: Settings,
  entry: { readonly key: string; readonly value: string; readonly version: number | null },
  dirty = false,
): Command {
  const { key, value, version } = entry;
  const type = fill === 'versioned' && version !== null ? 'SETV' : 'SET';
  return send('cache', { type, key, value, version, dirty, token: null, loadMs: 0 });
}
