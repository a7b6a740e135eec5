/** Metrics that many families count alike: how often something happens, and for each of another. */
import type { Fact } from '../kernel/system.ts';
import { type Micros, SECOND } from '../kernel/time.ts';
import type { Metric } from './property.ts';

/** A type of fact, or what tells the facts that are meant. */
export type Which = string | ((fact: Fact) => boolean);

const isMeant = (which: Which, fact: Fact): boolean =>
  typeof which === 'string' ? fact.type === which : which(fact);

/** Those of a type that also fit. */
export const which =
  (type: string, fits: (fact: Fact) => boolean): Which =>
  (fact) =>
    fact.type === type && fits(fact);

/** How many there were so far. */
export const counting = (
  id: string,
  title: string,
  unit: string,
  explain: string,
  counted: Which,
): Metric => ({
  id,
  title,
  unit,
  explain,
  start: 0,
  on: (count: number, seen) =>
    seen.kind === 'fact' && isMeant(counted, seen.fact) ? count + 1 : count,
  value: (count: number) => count,
});

/** How many there were in each span of time, from the beginning on; a second, when left out. */
export const rate = (
  id: string,
  title: string,
  unit: string,
  explain: string,
  counted: Which,
  spanUs: Micros = SECOND,
): Metric => ({
  ...counting(id, title, unit, explain, counted),
  value: (count: number, atUs) => (atUs === 0 ? null : count / (atUs / spanUs)),
});

interface Pair {
  readonly a: number;
  readonly b: number;
}

/** How many there are of some for each of others; in percent, where that is the unit. */
export const ratio = (
  id: string,
  title: string,
  unit: string,
  explain: string,
  over: Which,
  under: Which,
): Metric => ({
  id,
  title,
  unit,
  explain,
  start: { a: 0, b: 0 },
  on: ({ a, b }: Pair, seen): Pair => {
    if (seen.kind !== 'fact') return { a, b };
    return {
      a: a + (isMeant(over, seen.fact) ? 1 : 0),
      b: b + (isMeant(under, seen.fact) ? 1 : 0),
    };
  },
  value: ({ a, b }: Pair) => (b === 0 ? null : ((unit === '%' ? 100 : 1) * a) / b),
});
