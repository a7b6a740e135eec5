/** The guarantee that is searched: its monitor, with its states as words and its folds remembered. */
import { canonical, type Loose } from '../json.ts';
import type { Look, Monitor, Violation } from '../monitor.ts';
import { Interner, PairMap } from './intern.ts';
import type { Lexicon } from './lexicon.ts';

export class Guard {
  readonly first: number;
  private readonly monitor: Monitor<Loose>;
  private readonly lexicon: Lexicon;
  private readonly states = new Interner<{ state: Loose }>();
  private readonly violations: Violation[] = [];
  private readonly folds = new PairMap();

  constructor(lexicon: Lexicon, monitor: Monitor<Loose>) {
    this.lexicon = lexicon;
    this.monitor = monitor;
    this.first = this.state(monitor.start);
  }

  /** The next state; where this was a violation, the negative of its number. */
  on(state: number, sight: number): number {
    const known = this.folds.get(state, sight);
    if (known !== 0) return known;
    const judged = this.monitor.on(this.states.at(state).state, this.lexicon.seen.at(sight), 0);
    const next =
      judged.violation === undefined
        ? this.state(judged.state)
        : -this.violations.push(judged.violation);
    this.folds.set(state, sight, next);
    return next;
  }

  violation(id: number): Violation | null {
    return this.violations[id - 1] ?? null;
  }

  get judgesRest(): boolean {
    return this.monitor.atRest !== undefined && this.monitor.kind !== 'sometimes';
  }

  atRest(state: number, look: Look): Violation | null {
    return this.monitor.atRest?.(this.states.at(state).state, look) ?? null;
  }

  private state(state: Loose): number {
    return this.states.of(canonical(state), () => ({ state }));
  }
}
