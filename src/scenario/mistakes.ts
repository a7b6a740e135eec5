/** What is wrong with a scenario, in words and at its place. */
import {
  type Path,
  type Problem,
  pathText,
  problemText,
  unknownWord,
} from '../flow/parse-problem.ts';

export interface Mistake {
  /** As in the file: `['steps', 3, 'kind']`. */
  readonly path: Path;
  readonly say: string;
  /** It is about the name of the field, not about its value. */
  readonly atKey?: boolean;
}

/** A mistake with its place in the file, from 1. */
export interface Complaint {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly say: string;
}

/** `bad.yaml:44:11 steps[3].kind: found …`, as editors and terminals make it a link. */
export function complaintText(file: string, { line, column, path, say }: Complaint): string {
  return `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${say}`;
}

export const located = (
  { path, say }: Mistake,
  place: { readonly line: number; readonly column: number },
): Complaint => ({ ...place, path: pathText(path), say });

/** A word that is none of those known, with the nearest of them. */
export const strange = (path: Path, found: string, known: readonly string[]): Mistake => ({
  path,
  say: problemText(unknownWord([], found, known)),
});

export const saying = (path: Path, problem: Problem): Mistake => ({
  path,
  say: problemText({ ...problem, path: '' }),
});
