/** Sentences about whoever calls a run from outside: that is the reader. */

const ODD: Readonly<Record<string, string>> = { is: 'are', was: 'were', has: 'have', does: 'do' };

/** `You begins x` → `You begin x`, `API answers You` → `API answers you`. */
export const addressed = (text: string): string =>
  text
    .replace(/^You (\([^)]*\) )?(\w+)/, (_, who: string | undefined, verb: string) => {
      return `You ${who ?? ''}${forYou(verb)}`;
    })
    .replaceAll(/(?<=[^.:!?“(] )You\b/g, 'you');

function forYou(verb: string): string {
  const odd = ODD[verb];
  if (odd !== undefined) return odd;
  if (/[^aeiou]ies$/.test(verb)) return verb.replace(/ies$/, 'y');
  if (/(ss|sh|ch|x|z|o)es$/.test(verb)) return verb.slice(0, -2);
  return /[^s]s$/.test(verb) ? verb.slice(0, -1) : verb;
}
