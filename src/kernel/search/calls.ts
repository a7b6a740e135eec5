/**
 * The calls that wait for a reply. Those of one conversation (caller, callee, operation) stand
 * together, in the order of their opening.
 */
import type { Bag } from './intern.ts';
import type { Lexicon } from './lexicon.ts';
import type { FlightWord } from './words.ts';

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

/** Ends the calls of an actor: of one operation, or all (0). Returns the conversations that are over. */
export function abandonCalls(calls: Bag, lexicon: Lexicon, actor: number, op: number): number[] {
  let over: number[] = NONE;
  for (let i = calls.size - 1; i >= 0; i--) {
    const call = lexicon.calls.at(calls.at(i));
    if (call.caller !== actor || (op !== 0 && call.op !== op)) continue;
    calls.removeAt(i);
    if (!over.includes(call.group)) over = [...over, call.group];
  }
  return over;
}

/** The calls that wait for a node, without those that one of these replies on their way answers. */
export function unanswered(
  calls: Bag,
  lexicon: Lexicon,
  node: number,
  replies: readonly FlightWord[],
): number[] {
  // By type, because in which order they will arrive is open; those of one type are all alike.
  const coming = [...replies].sort((a, b) => (a.message.type < b.message.type ? -1 : 1));
  return calls.list().filter((id) => {
    const { callee, group, request } = lexicon.calls.at(id);
    if (callee !== node) return false;
    const i = coming.findIndex((it) => it.group === group && it.answers.includes(request));
    if (i >= 0) coming.splice(i, 1);
    return i < 0;
  });
}

export function isOpen(calls: Bag, lexicon: Lexicon, group: number): boolean {
  for (let i = 0; i < calls.size; i++) {
    if (lexicon.calls.at(calls.at(i)).group === group) return true;
  }
  return false;
}

const NONE: number[] = [];
