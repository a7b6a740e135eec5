/** For tests: guarantees fed by hand. */
import type { Loose } from '../kernel/json.ts';
import type { Look, Seen } from '../kernel/monitor.ts';
import type { Micros } from '../kernel/time.ts';
import type { Guarantee } from './property.ts';

/** `user-a edit-1 asked {…}`: what was seen, in a few words. */
export const saw = (node: string, op: string, type: string, more: Loose = {}): Seen => ({
  kind: 'fact',
  fact: { type, ...more },
  op,
  actor: node,
  node,
});

/** Seen at that instant; without one, at the beginning. */
type At = readonly [atUs: Micros, seen: Seen];

/** What the guarantee of that code has against it, at once or at rest. */
export const againstAny =
  (guarantees: readonly Guarantee[]) =>
  (
    ref: string,
    all: readonly (Seen | At)[],
    look: Look = () => undefined,
    params: Readonly<Record<string, number>> = {},
  ): string[] => {
    const guarantee = guarantees.find((each) => each.ref === ref);
    if (guarantee === undefined) throw new Error(`No guarantee bears the code "${ref}".`);
    const monitor = guarantee.monitor(params);
    const said: string[] = [];
    let state: Loose = monitor.start;
    for (const each of all) {
      const [atUs, seen] = 'kind' in each ? [0, each] : each;
      const judged = monitor.on(state, seen, atUs);
      state = judged.state;
      if (judged.violation !== undefined) said.push(judged.violation.say);
    }
    const last = monitor.atRest?.(state, look);
    return last == null ? said : [...said, last.say];
  };
