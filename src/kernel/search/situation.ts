/** How the nodes stand, which links are cut, and how far each user is: little, and seldom changed. */
import { Interner, PairMap } from './intern.ts';

export const UP = 0;
/** Crashed: it comes up again. */
export const DOWN = 1;
export const STOPPED = 2;
export const PAUSED = 3;
export type Status = typeof UP | typeof DOWN | typeof STOPPED | typeof PAUSED;

export interface Situation {
  /** By node. */
  readonly status: readonly Status[];
  /** Numbers of the cuts that are open, in order. */
  readonly cuts: readonly number[];
  /** By node: how many of its acts have happened. */
  readonly acted: readonly number[];
}

export class Situations {
  private readonly words = new Interner<Situation>();
  private readonly changes = new PairMap();

  /** Everything up, nothing cut, nothing done. */
  first(nodeCount: number): number {
    return this.of({
      status: Array<Status>(nodeCount).fill(UP),
      cuts: [],
      acted: Array<number>(nodeCount).fill(0),
    });
  }

  at(id: number): Situation {
    return this.words.at(id);
  }

  withStatus(id: number, node: number, status: Status): number {
    return this.change(id, 1 + (node * 4 + status) * 3, (was) => ({
      ...was,
      status: was.status.with(node, status),
    }));
  }

  afterAct(id: number, node: number): number {
    return this.change(id, 2 + node * 3, (was) => ({
      ...was,
      acted: was.acted.with(node, (was.acted[node] ?? 0) + 1),
    }));
  }

  /** Opens a cut, or ends it if it is open. */
  toggleCut(id: number, cut: number): number {
    return this.change(id, 3 + cut * 3, (was) => ({
      ...was,
      cuts: was.cuts.includes(cut)
        ? was.cuts.filter((each) => each !== cut)
        : [...was.cuts, cut].sort((a, b) => a - b),
    }));
  }

  private change(id: number, code: number, make: (was: Situation) => Situation): number {
    const known = this.changes.get(id, code);
    if (known !== 0) return known;
    const next = this.of(make(this.at(id)));
    this.changes.set(id, code, next);
    return next;
  }

  private of(situation: Situation): number {
    return this.words.of(JSON.stringify(situation), () => situation);
  }
}
