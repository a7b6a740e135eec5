/**
 * The first gate for what comes from outside: it must be plain, small data. What passes is a
 * copy, so that no getter, prototype or shared reference of the original lives on in it.
 */
import type { Json } from '../kernel/json.ts';
import { type Path, type Problem, problem } from './parse-problem.ts';

/** A run of a hundred faults has some 600 values. */
const VALUES_MAX = 20_000;
const DEPTH_MAX = 12;
const TEXT_MAX = 2_000;
/** Keys by which plain assignment reaches what all objects share. */
const SHARED_KEYS = ['__proto__', 'constructor', 'prototype'];

export type Plain =
  | { readonly ok: true; readonly value: Json | undefined }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A deep copy of plain JSON data, or the first things that make it something else. Never throws. */
export function plainCopy(input: unknown): Plain {
  const problems: Problem[] = [];
  let count = 0;

  const copy = (value: unknown, path: Path): Json | undefined => {
    if (problems.length > 0) return undefined;
    const refuse = (allowed: string): undefined => {
      problems.push(problem(path, value, allowed));
      return undefined;
    };
    if (++count > VALUES_MAX) return refuse(`at most ${VALUES_MAX} values in all`);
    if (path.length > DEPTH_MAX) return refuse(`at most ${DEPTH_MAX} levels of nesting`);
    switch (typeof value) {
      case 'undefined':
      case 'boolean':
        return value;
      case 'number':
        // JSON has no -0 either.
        return Number.isFinite(value) ? value + 0 : refuse('a finite number');
      case 'string':
        return value.length <= TEXT_MAX
          ? value
          : refuse(`a text of at most ${TEXT_MAX} characters`);
      case 'object':
        break;
      case 'bigint':
      case 'symbol':
      case 'function':
        return refuse('plain JSON data');
    }
    if (value === null) return null;
    if (Array.isArray(value)) {
      if (value.length > VALUES_MAX) return refuse(`at most ${VALUES_MAX} values in all`);
      return Array.from(value, (each, i) => copy(each, [...path, i]) ?? null);
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && prototype !== Object.prototype) return refuse('plain JSON data');
    const fields: Record<string, Json | undefined> = {};
    for (const key of Object.keys(value)) {
      if (SHARED_KEYS.includes(key)) {
        problems.push(problem([...path, key], key, 'any name but this one'));
        return undefined;
      }
      const field = copy((value as Record<string, unknown>)[key], [...path, key]);
      if (field !== undefined) fields[key] = field;
    }
    return fields;
  };

  try {
    const value = copy(input, []);
    return problems.length > 0 ? { ok: false, problems } : { ok: true, value };
  } catch {
    return { ok: false, problems: [problem([], input, 'plain JSON data')] };
  }
}
