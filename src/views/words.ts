/** How names, instants and states are written for people. */
import type { StateValue } from '../kernel/entry.ts';
import { type Micros, MS, SECOND } from '../kernel/time.ts';

/** `writingCache` → `writing cache`; `write-back` stays; capitals in a row stay (`DB`). */
export function words(name: string): string {
  let written = known.get(name);
  if (written === undefined) {
    written = name
      .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
      .split(/[\s_]+/)
      .map((word) => (/^[A-Z][a-z]/.test(word) ? word.toLowerCase() : word))
      .join(' ');
    if (known.size < KNOWN_MAX) known.set(name, written);
  }
  return written;
}
/** The same few names come again with every entry. */
const known = new Map<string, string>();
const KNOWN_MAX = 2_000;

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Ends a sentence with a full stop, unless it has an end already. */
export const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** An instant or span: `0 s`, `340 µs`, `200 ms`, `3.142 s`, `2 min 5 s`. */
export function formatTime(us: Micros): string {
  if (!Number.isFinite(us)) return 'forever';
  const sign = us < 0 ? '−' : '';
  const span = Math.abs(us);
  if (span === 0) return '0 s';
  if (span < MS) return `${sign}${trim(span, 0)} µs`;
  if (span < SECOND) return `${sign}${trim(span / MS, 3)} ms`;
  if (span < 60 * SECOND) return `${sign}${trim(span / SECOND, 3)} s`;
  const minutes = Math.floor(span / (60 * SECOND));
  const rest = trim((span - minutes * 60 * SECOND) / SECOND, 3);
  return rest === '0' ? `${sign}${minutes} min` : `${sign}${minutes} min ${rest} s`;
}

/** The playhead's own way: always seconds with three places, so that it does not jump about. */
export const formatClock = (us: Micros): string => `${(us / SECOND).toFixed(3)} s`;

const trim = (value: number, places: number): string => String(Number(value.toFixed(places)));

/** The states in which a machine is, dotted: `writing.waiting`; several for a parallel one; none for `{}`. */
export function statePaths(value: StateValue): readonly string[] {
  if (typeof value === 'string') return [value];
  return Object.entries(value).flatMap(([name, inner]) => {
    const paths = statePaths(inner);
    return paths.length === 0 ? [name] : paths.map((path) => `${name}.${path}`);
  });
}

/** A machine's state in words: `writing: waiting for cache`, regions parted by a middle dot. */
export const stateWords = (value: StateValue): string =>
  statePaths(value).map(pathWords).join(' · ');

const pathWords = (path: string): string => path.split('.').map(words).join(': ');

/** What is new in a state: of several regions those that changed. */
export function changedStateWords(before: StateValue, after: StateValue): string {
  const former = statePaths(before);
  const changed = statePaths(after).filter((path) => !former.includes(path));
  return changed.map(pathWords).join(' · ');
}

/** A state where there is little room: of several regions the first, without its name. */
export function briefState(value: StateValue): string {
  if (typeof value === 'string') return words(value);
  const [first, ...others] = Object.entries(value);
  if (first === undefined) return '';
  const [name, inner] = first;
  const rest = briefState(inner);
  if (others.length > 0 && rest !== '') return rest;
  return [words(name), rest].filter((part) => part !== '').join(': ');
}
