/** Words that messages and facts share. */
import type { Message } from '../../../kernel/system.ts';

/** A value as a person reads it. */
export const shown = (value: string | null): string => value ?? 'nothing';

/** The entry, or how many there are. */
export function batch(items: readonly { key: string; value: string | null }[]): string {
  const [first] = items;
  if (items.length === 1 && first !== undefined) return `${first.key} ${shown(first.value)}`;
  return `${items.length} entries`;
}

/** What a node answers that does not carry a request out. */
export const err = (request: Message): Message => ({
  type: 'ERR',
  of: request.type,
  why: 'it failed',
});
