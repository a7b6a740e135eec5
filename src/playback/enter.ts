/** What somebody does from outside becomes an act at the playhead; or it is said why it cannot. */
import { parseRun } from '../flow/parse.ts';
import type { Run } from '../flow/run.ts';
import { serverFor } from '../flow/stranger.ts';
import { ask } from '../kernel/stranger.ts';
import type { Act, Message, OperationId } from '../kernel/system.ts';
import { nextInstant } from '../views/menus.ts';
import type { PlaybackStore } from './store.ts';

/** A request of a stranger. Returns why the run does not take it; `undefined` when it does. */
export function enterRequest(
  store: PlaybackStore,
  op: OperationId,
  message: Message,
): string | undefined {
  const { scene } = store.getState();
  const server = serverFor(scene.flow, scene.compiled.plan, message);
  if (server === undefined) return 'No node of this flow can be called from outside.';
  return enterAct(store, (atUs) => ask(op, atUs, server, message));
}

/** The same of any act, which is made for the instant at which it begins. */
export function enterAct(store: PlaybackStore, make: (atUs: number) => Act): string | undefined {
  const { scene, run, playhead, addInput } = store.getState();
  const act = make(nextInstant(scene, playhead));
  const parsed = parseRun([scene.flow], { ...run, inputs: [...run.inputs, act] });
  if (!parsed.ok) {
    return parsed.problems.map(({ path, allowed }) => `${path}: ${allowed}`).join('; ');
  }
  addInput(act);
  const { run: next, problem } = store.getState();
  if (next.inputs.some(({ op }) => op === act.op)) return undefined;
  return problem?.details.join(' ') ?? 'The run does not take it.';
}

/** The name of the next request by hand: `you-3`. */
export function nextByHand({ inputs }: Run): OperationId {
  for (let n = 1; ; n++) {
    const op = `you-${n}`;
    if (!inputs.some((act) => act.op === op)) return op;
  }
}
