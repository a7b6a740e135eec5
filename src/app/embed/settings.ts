/**
 * What the address of an embedded diagram says:
 *
 *     play?embed=1&flow=jobs&controls=play&theme=dark&autoplay=1&from=1.2s&to=3s&origin=https://docs.example#v1:…
 *
 * | name       | values                                | when left out                                 |
 * |------------|---------------------------------------|-----------------------------------------------|
 * | `controls` | `play`, `full`, `none`                | `play`                                        |
 * | `theme`    | `system`, `light`, `dark`, `projector` | `system`                                     |
 * | `autoplay` | `1`, `0`                              | `0`                                           |
 * | `from`     | an instant: `1.2s`, `300ms`           | where the link stands                         |
 * | `to`       | an instant after `from`; it then goes on at `from` | plays to the end, once           |
 * | `origin`   | who may speak to it (`messages.ts`)   | only pages of the embed's own origin          |
 *
 * What cannot be read is told in the embed, and stands as if it were left out.
 */
import { parseSpan } from '../../flow/span-text.ts';
import type { Micros } from '../../kernel/time.ts';
import { THEMES, type Theme } from '../theme.ts';

export const CONTROLS = ['play', 'full', 'none'] as const;
export type Controls = (typeof CONTROLS)[number];

export interface EmbedSettings {
  readonly controls: Controls;
  readonly theme: Theme;
  readonly autoplay: boolean;
  readonly fromUs: Micros | null;
  readonly toUs: Micros | null;
  readonly origin: string;
  /** What could not be read, in sentences. */
  readonly mistakes: readonly string[];
}

/** `ownOrigin`: of the page itself. */
export function readEmbed(search: string, ownOrigin: string): EmbedSettings {
  const query = new URLSearchParams(search);
  const mistakes: string[] = [];
  const wrong = (name: string, allowed: string): null => {
    mistakes.push(`“${name}=${(query.get(name) ?? '').slice(0, 40)}” is not read: ${allowed}.`);
    return null;
  };
  const oneOf = <T extends string>(name: string, values: readonly T[], usual: T): T => {
    const given = query.get(name);
    if (given === null) return usual;
    return (
      values.find((each) => each === given) ?? wrong(name, `use ${values.join(', ')}`) ?? usual
    );
  };
  const instant = (name: string): Micros | null => {
    const given = query.get(name);
    if (given === null) return null;
    const atUs = parseSpan(given);
    return atUs !== undefined && atUs >= 0 ? atUs : wrong(name, 'write an instant such as 1.2s');
  };
  const fromUs = instant('from');
  const toUs = instant('to');
  const isStretch = toUs === null || toUs > (fromUs ?? 0);
  if (!isStretch) wrong('to', 'it has to be later than “from”');
  return {
    controls: oneOf('controls', CONTROLS, 'play'),
    theme: oneOf('theme', THEMES, 'system'),
    autoplay: oneOf('autoplay', ['0', '1'], '0') === '1',
    fromUs,
    toUs: isStretch ? toUs : null,
    origin: originFrom(query.get('origin')) ?? ownOrigin,
    mistakes:
      query.has('origin') && originFrom(query.get('origin')) === null
        ? [...mistakes, '“origin” is not read: write one such as https://docs.example.']
        : mistakes,
  };
}

/** `null` for what is no origin of the web. */
function originFrom(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null;
  const { protocol, origin } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? origin : null;
}
