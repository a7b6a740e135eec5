/** A scenario as a link: its text in the fragment, which no server sees. What a link brings is hostile until it was read. */
import { packText, unpackText } from '../../playback/link.ts';

const PREFIX = '#s1:';

/** `undefined` when it is too long for a link. */
export async function linkOf(text: string): Promise<string | undefined> {
  const packed = await packText(text);
  return packed === undefined ? undefined : new URL(`author${PREFIX}${packed}`, location.href).href;
}

/** `undefined` for a fragment that is no scenario, or is damaged. */
export async function textFromFragment(fragment: string): Promise<string | undefined> {
  return fragment.startsWith(PREFIX) ? unpackText(fragment.slice(PREFIX.length)) : undefined;
}
