/** The simulator's own figures. Nothing here knows the formulas. */
import type { ParamValue } from '../../../flow/flow.ts';
import { errors } from '../../../flows/errors/index.ts';
import { factsOf, type Happened } from '../study.ts';

interface Crowd {
  readonly fixes?: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly seed?: number;
}

/** Everybody orders once, at the same instant. */
const rush = ({ fixes = {}, params, seed = 1 }: Crowd): Iterable<Happened> =>
  factsOf(errors, { variant: 'standard', workload: 'rush', fixes, params, seed });

const count = (facts: Iterable<Happened>, type: string): number =>
  [...facts].filter((fact) => fact.type === type).length;

/** Calls of the provider for each order, while every one fails. */
export function callsInOutage(attempts: number, layers: number, clients: number): number {
  const params = { attempts, clients, failureRatePercent: 100 };
  return count(rush({ fixes: { retryLayers: String(layers) }, params }), 'called') / clients;
}

export interface Retried {
  readonly meanAttempts: number;
  /** Share of the orders. */
  readonly success: number;
}

/** The orders of so many crowds, each of the largest size. */
export function retried(failureRatePercent: number, attempts: number, crowds: number): Retried {
  const clients = 500;
  let sent = 0;
  let well = 0;
  for (let seed = 1; seed <= crowds; seed++) {
    for (const fact of rush({ params: { clients, attempts, failureRatePercent }, seed })) {
      if (fact.type === 'sent') sent++;
      else if (fact.type === 'shown' && fact['tone'] === 'success') well++;
    }
  }
  const orders = clients * crowds;
  return { meanAttempts: sent / orders, success: well / orders };
}

/** The waits of one person, or of a crowd, before the retry of that number. */
export function waitsMs(
  params: Readonly<Record<string, ParamValue>>,
  jitter: 'on' | 'off',
): readonly (readonly number[])[] {
  const byOp = new Map<string, number[]>();
  const failing = { failureRatePercent: 100, ...params };
  for (const fact of rush({ fixes: { jitter }, params: failing })) {
    if (fact.type === 'waits')
      byOp.set(fact.op, [...(byOp.get(fact.op) ?? []), Number(fact['ms'])]);
  }
  return [...byOp.values()];
}
