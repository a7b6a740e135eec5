/** The calls that wait for a reply. Those of one caller, callee and operation keep their order. */
import type { Bag } from './intern.ts';
import type { FlightWord, Lexicon } from './lexicon.ts';

export function openCall(calls: Bag, lexicon: Lexicon, call: number): void {
  const { group } = lexicon.calls.at(call);
  let at = calls.size;
  while (at > 0 && lexicon.calls.at(calls.at(at - 1)).group > group) at--;
  calls.insert(at, call);
}

/** Ends the oldest call that this reply answers; false: the reply comes late. */
export function answer(calls: Bag, lexicon: Lexicon, { group, answers }: FlightWord): boolean {
  for (let i = 0; i < calls.size; i++) {
    const call = lexicon.calls.at(calls.at(i));
    if (call.group !== group || !answers.includes(call.request)) continue;
    calls.removeAt(i);
    return true;
  }
  return false;
}

/** Ends the calls of an actor: of one operation, or all (0). */
export function abandonCalls(calls: Bag, lexicon: Lexicon, actor: number, op: number): void {
  for (let i = calls.size - 1; i >= 0; i--) {
    const call = lexicon.calls.at(calls.at(i));
    if (call.caller === actor && (op === 0 || call.op === op)) calls.removeAt(i);
  }
}
