/** What the network carried, beside what the simulation computed. */

import { sameJson } from '../flow/http/same.ts';
import { ShapeError } from '../flow/http/text.ts';
import type { Message } from '../kernel/system.ts';
import { WireFailure } from './failure.ts';

/** A message that does not fit its shape is a failure of the exchange. Throws a WireFailure. */
export function inShape<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ShapeError) throw new WireFailure(name, error.message);
    throw error;
  }
}

/** Throws a WireFailure that names the first field that differs. */
export function compare(name: string, read: Message, expected: Message): void {
  const field = differing(read, expected);
  if (field === undefined) return;
  const [carried, computed] = [read, expected].map((message) => JSON.stringify(message[field]));
  throw new WireFailure(name, `carried ${field} ${carried}, where the trace has ${computed}`);
}

/** Leaves out what the kernel adds to a message. */
export function differing(read: Message, expected: Message): string | undefined {
  const { from: _from, op: _op, ...said } = expected;
  return Object.keys({ ...said, ...read }).find((each) => !sameJson(read[each], said[each]));
}
