/**
 * A scenario's text, read. `yaml` is large: only the build, the command line and the author panel
 * import this file.
 */
import { isMap, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { Path } from '../flow/parse-problem.ts';
import { type Complaint, located, type Mistake } from './mistakes.ts';
import { readScenario } from './read.ts';
import type { Scenario } from './scenario.ts';

const TEXT_MAX = 100_000;
/** A file with more wrong than this is most often wrong in one place. */
const COMPLAINTS_MAX = 50;

export type ReadText =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      /** Finds the places of what is found wrong later. */
      readonly locate: (mistakes: readonly Mistake[]) => Complaint[];
    }
  | { readonly ok: false; readonly complaints: readonly Complaint[] };

/** Never throws, whatever the text is. */
export function readScenarioText(text: string): ReadText {
  if (text.length > TEXT_MAX) {
    return refused(`The file has ${text.length} characters; at most ${TEXT_MAX} are read.`);
  }
  try {
    return readYaml(text);
  } catch (error) {
    // A hundred thousand brackets, say: the parser calls itself.
    const why = error instanceof Error ? error.message : String(error);
    return refused(`This cannot be read as YAML: ${why}.`);
  }
}

const refused = (say: string): ReadText => ({
  ok: false,
  complaints: [{ line: 1, column: 1, path: '', say }],
});

function readYaml(text: string): ReadText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const broken = document.errors.map(({ pos, message, code }) => ({
    ...place(pos[0]),
    path: '',
    say: yamlSentence(code, message),
  }));
  if (broken.length > 0) return { ok: false, complaints: broken.slice(0, COMPLAINTS_MAX) };

  const traps = trapsIn(document.contents).map(({ offset, say }) => ({
    ...place(offset),
    path: '',
    say,
  }));
  if (traps.length > 0) return { ok: false, complaints: traps.slice(0, COMPLAINTS_MAX) };

  const locate = (mistakes: readonly Mistake[]): Complaint[] =>
    mistakes
      .map((mistake) => located(mistake, place(offsetOf(document.contents, mistake))))
      .toSorted((a, b) => a.line - b.line || a.column - b.column)
      .slice(0, COMPLAINTS_MAX);
  const read = readScenario(document.toJS({ maxAliasCount: 0 }));
  return read.ok
    ? { ok: true, scenario: read.scenario, locate }
    : { ok: false, complaints: locate(read.mistakes) };
}

/** The parser's own words, and what to do about the commonest. */
function yamlSentence(code: string, message: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'This field stands here twice.';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return `${message}. A text with a colon in it wants quotes: say: "Note: it is slow"`;
    default:
      return `${message.replace(/\.$/, '')}.`;
  }
}

interface Trap {
  readonly offset: number;
  readonly say: string;
}

/** What is YAML and was not meant: texts cut at a comma within braces, and references. */
function trapsIn(contents: Node | null): Trap[] {
  const traps: Trap[] = [];
  visit(contents, {
    Alias: (_, { range }) => {
      traps.push({
        offset: range?.[0] ?? 0,
        say: 'References (*name) are not read: write it out.',
      });
    },
    Map: (_, map) => {
      if (map.flow !== true) return;
      map.items.forEach((pair, i) => {
        const cut = isScalar(pair.key) ? String(pair.key.value) : '';
        if (pair.value !== null || !isScalar(pair.key)) return;
        const before = map.items[i - 1];
        const key = isScalar(before?.key) ? String(before.key.value) : 'say';
        const start = isScalar(before?.value) ? String(before.value.value) : '…';
        traps.push({
          offset: pair.key.range?.[0] ?? 0,
          say: `Within { } a comma ends a text, so "${short(cut)}" became a field of its own. Put the text in quotes: ${key}: "${short(start)}, ${short(cut)}"`,
        });
      });
    },
  });
  return traps;
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 38)} …` : text);

/** Where the value stands, or the field's name; for what is missing, where it would have to stand. */
function offsetOf(contents: Node | null, { path, atKey }: Mistake): number {
  let node: unknown = contents;
  let offset = contents?.range?.[0] ?? 0;
  const parts: Path = path;
  for (const [i, part] of parts.entries()) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === part);
      if (pair === undefined) break;
      const atItsKey = atKey === true && i === parts.length - 1;
      offset = startOf(atItsKey ? pair.key : pair.value) ?? startOf(pair.key) ?? offset;
      node = pair.value;
    } else {
      const item = (node as { items?: readonly unknown[] } | null)?.items?.[Number(part)];
      offset = startOf(item) ?? offset;
      node = item;
    }
  }
  return offset;
}

const startOf = (node: unknown): number | undefined =>
  (node as { range?: readonly number[] } | null)?.range?.[0];
