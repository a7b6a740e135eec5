/** Decides a guarantee by model checking: over every order of delivery. */
import type { Setup } from '../flow/compile.ts';
import type { FaultKind } from '../kernel/search/kinds.ts';
import { type SearchResult, search } from '../kernel/search/search.ts';
import type { System } from '../kernel/system.ts';
import { entriesToShow } from './entries-to-show.ts';
import { type Decision, type Inquiry, type Question, watching } from './question.ts';
import { witnessRun } from './witness-run.ts';

export function inquireByOrders(
  question: Question,
  setup: Setup,
  system: System,
  kinds: readonly FaultKind[],
): Inquiry {
  const { guarantee, faults, delays } = question;
  const searching = search(system, { monitor: guarantee.id, faults, delays, kinds });
  let result: SearchResult | undefined;
  let decided: Decision | undefined;
  return {
    advance: (states) => {
      result = searching.run(states);
    },
    progress: () => ({ ...searching.progress(), over: 'orders' }),
    decision: () => {
      result ??= searching.run(0);
      decided ??= searching.progress().done ? decisionOf(question, setup, result) : undefined;
      return decided ?? decisionOf(question, setup, result);
    },
  };
}

function decisionOf(question: Question, setup: Setup, result: SearchResult): Decision {
  const { witness, coverage, ...found } = result;
  const over = 'orders';
  if (witness === null) return { ...found, over, coverage, entryCount: 0, witness: null };
  const watched = watching(question);
  const { run, note, system } = witnessRun(question.flow, setup, witness, watched);
  return {
    ...found,
    over,
    coverage: note === '' ? coverage : `${coverage}. ${note}`,
    entryCount: entriesToShow(system, run),
    witness: run,
  };
}
