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

/** An instant or span: `0 s`, `340 µs`, `200 ms`, `3.142 s`, `2 min 5 s`, `30 days`. */
export function formatTime(us: Micros): string {
  if (!Number.isFinite(us)) return 'forever';
  const sign = us < 0 ? '−' : '';
  const span = Math.abs(us);
  if (span === 0) return '0 s';
  if (span < MS) return `${sign}${trim(span, 0)} µs`;
  if (span < SECOND) return `${sign}${trim(span / MS, 3)} ms`;
  let rest = span;
  const parts: string[] = [];
  for (const [unit, unitUs] of LONG) {
    const count = Math.floor(rest / unitUs);
    rest -= count * unitUs;
    if (count > 0) parts.push(`${count} ${unit === 'day' && count > 1 ? 'days' : unit}`);
  }
  const seconds = trim(rest / SECOND, 3);
  if (seconds !== '0') parts.push(`${seconds} s`);
  return `${sign}${parts.join(' ')}`;
}
const LONG = [
  ['day', 86_400 * SECOND],
  ['h', 3_600 * SECOND],
  ['min', 60 * SECOND],
] as const;

const UNITS: Readonly<Record<string, Micros>> = {
  us: 1,
  µs: 1,
  ms: MS,
  s: SECOND,
  min: 60 * SECOND,
  h: 3_600 * SECOND,
  day: 86_400 * SECOND,
  days: 86_400 * SECOND,
};

/** `3.2 s`, `200ms`, `2 min 5 s`, `30 days`; a bare number is of seconds; `undefined` for what is no time. */
export function microsOf(text: string): Micros | undefined {
  const parts = text.trim().match(/[\d.,]+\s*(?:s|ms|µs|us|min|h|days?)?(?:\s+|$)/gi) ?? [];
  if (parts.length === 0 || parts.join('').length !== text.trim().length) return undefined;
  let sum = 0;
  for (const part of parts) {
    const [, digits = '', unit = ''] = /([\d.,]+)\s*(\S*)/.exec(part) ?? [];
    sum += Number(digits.replaceAll(',', '')) * (UNITS[unit.toLowerCase() || 's'] ?? Number.NaN);
  }
  return Number.isFinite(sum) ? Math.round(sum) : undefined;
}

/** A number with its unit. From a minute on, in units that one can read: `10 min`, `30 days`. */
export function quantity(value: number, unit: string): string {
  const us = value * (UNITS[unit] ?? 0);
  if (Number.isFinite(us) && us >= 60 * SECOND) return formatTime(us);
  return `${value.toLocaleString('en')} ${unitFor(value, unit)}`.trim();
}

/** `1 job`, `1 try`, `2 jobs`; a unit of one or two letters stays. */
export const unitFor = (value: number, unit: string): string =>
  value === 1 && /^[a-z]{3,}s$/.test(unit)
    ? unit
        .replace(/ies$/, 'y')
        .replace(/(ss|x)es$/, '$1')
        .replace(/(?<=[^s])s$/, '')
    : unit;

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
