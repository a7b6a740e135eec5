/** What is wrong with something from outside, in words: where, what was found, what is allowed. */

export interface Problem {
  /** `faults[0].node`; empty for the whole. */
  readonly path: string;
  /** What stands there, shortened: `"cahce"`, `nothing`. */
  readonly found: string;
  /** What may stand there, as the middle of a sentence. */
  readonly allowed: string;
  /** The nearest known word, where something is misspelt. */
  readonly nearest?: string;
}

export type Path = readonly (string | number)[];

/** One line for a person: `faults[0].node: found "cahce". Allowed: api, cache. Did you mean "cache"?` */
export function problemText({ path, found, allowed, nearest }: Problem): string {
  const where = path === '' ? '' : `${path}: `;
  const hint = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
  return `${where}found ${found}. Allowed: ${allowed}.${hint}`;
}

export function problem(path: Path, found: unknown, allowed: string): Problem {
  return { path: pathText(path), found: foundText(found), allowed };
}

/** A word that is not among the known ones. */
export function unknownWord(path: Path, found: string, known: readonly string[]): Problem {
  const near = nearest(found, known);
  return {
    ...problem(path, found, known.length === 0 ? 'nothing here' : listed(known)),
    ...(near === undefined ? {} : { nearest: near }),
  };
}

/** `faults[0].node`. A name that is no plain word stands in quotes. */
export function pathText(path: Path): string {
  return path
    .map((part, i) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!/^[\w$-]+$/.test(part)) return `[${JSON.stringify(part.slice(0, 40))}]`;
      return i === 0 ? part : `.${part}`;
    })
    .join('');
}

/** At most 60 characters of whatever it is. */
export function foundText(found: unknown): string {
  if (found === undefined) return 'nothing';
  if (typeof found === 'number') return String(found);
  if (Array.isArray(found)) return `a list of ${found.length}`;
  if (typeof found === 'object' && found !== null) return 'an object';
  if (typeof found === 'function') return 'a function';
  const text = typeof found === 'string' ? JSON.stringify(found) : String(found);
  return text.length > 60 ? `${text.slice(0, 56)} …"` : text;
}

const LISTED = 30;

function listed(words: readonly string[]): string {
  if (words.length <= LISTED) return words.join(', ');
  return `${words.slice(0, LISTED).join(', ')} and ${words.length - LISTED} more`;
}

/** The known word that takes the fewest edits, if they are few for its length. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestEdits = Number.POSITIVE_INFINITY;
  for (const each of known) {
    const edits = editsBetween(word.toLowerCase().slice(0, 60), each.toLowerCase().slice(0, 60));
    if (edits < bestEdits) [best, bestEdits] = [each, edits];
  }
  return best !== undefined && bestEdits <= Math.max(1, Math.ceil(best.length / 3))
    ? best
    : undefined;
}

/** Insertions, deletions, replacements, and swaps of neighbours (optimal string alignment). */
function editsBetween(a: string, b: string): number {
  let older: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let edits = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) edits = Math.min(edits, (older[j - 2] ?? 0) + 1);
      row.push(edits);
    }
    [older, above] = [above, row];
  }
  return above[b.length] ?? 0;
}
