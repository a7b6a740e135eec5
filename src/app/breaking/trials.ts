/** Fixes tried against a witness: each alone; if none survives the whole search, each two together. */
import type { Flow } from '../../flow/flow.ts';
import type { Run } from '../../flow/run.ts';
import type { Asked, Progress } from '../../verify/question.ts';
import {
  pairRemedies,
  type Remedy,
  remedyTitle,
  singleRemedies,
  withRemedy,
} from '../../verify/remedies.ts';
import type { Ended } from './jobs.ts';
import type { Pool } from './pool.ts';

export interface Trial {
  readonly remedy: Remedy;
  readonly title: string;
  readonly at: 'waiting' | 'searching' | 'ended';
  readonly ended: Ended | null;
  readonly progress: Progress | null;
  readonly why?: string;
}

export interface TrialsState {
  readonly guarantee: string;
  readonly witness: Run;
  readonly singles: readonly Trial[];
  /** Empty while it is not known whether a single fix is enough. */
  readonly pairs: readonly Trial[];
  readonly done: boolean;
  readonly stopped: boolean;
}

interface Setting {
  readonly pool: Pick<Pool, 'add' | 'go'>;
  readonly flow: Flow;
  readonly asked: Asked;
  readonly witness: Run;
  readonly states: number;
}

type Size = 'singles' | 'pairs';

export const survives = ({ ended }: Trial): boolean => ended?.decision?.verdict === 'holds';
export const isOpen = ({ at, ended }: Trial): boolean =>
  at !== 'ended' || ended?.decision?.verdict === 'unfinished';

export class Trials {
  private readonly setting: Setting;
  private readonly tell: (state: TrialsState) => void;
  private readonly others: Run[] = [];
  /** The pool's number of each, by size and place. */
  private readonly ids = new Map<string, number>();
  private state: TrialsState;

  constructor(setting: Setting, tell: (state: TrialsState) => void) {
    this.setting = setting;
    this.tell = tell;
    const { asked, witness } = setting;
    this.state = {
      guarantee: asked.guarantee,
      witness,
      singles: [],
      pairs: [],
      done: false,
      stopped: false,
    };
    this.begin('singles', singleRemedies(setting.flow, this.setup()));
  }

  stopped(): void {
    if (!this.state.done) this.set({ stopped: true });
  }

  /** Whether these are the trials of that witness, with some left to try. */
  canGoOn({ asked, witness }: Pick<Setting, 'asked' | 'witness'>): boolean {
    const { guarantee, stopped } = this.state;
    return stopped && guarantee === asked.guarantee && this.state.witness === witness;
  }

  /** Those that are open go on where they were stopped; what came out of the others stays. */
  resume(states: number): void {
    this.set({ stopped: false });
    for (const size of ['singles', 'pairs'] as const) {
      this.state[size].forEach((trial, i) => {
        const id = this.ids.get(`${size} ${i}`);
        if (id === undefined || trial.why !== undefined || !isOpen(trial)) return;
        this.change(size, i, { at: 'waiting' });
        this.setting.pool.go(id, states);
      });
    }
    this.goOn();
  }

  private setup() {
    return { ...this.setting.asked.setup, workload: this.setting.witness.workload };
  }

  private begin(size: Size, remedies: readonly Remedy[]): void {
    const { flow } = this.setting;
    const trials = remedies.map(
      (remedy): Trial => ({
        remedy,
        title: remedyTitle(flow, remedy),
        at: 'waiting',
        ended: null,
        progress: null,
      }),
    );
    this.set({ [size]: trials, done: trials.length === 0 });
    trials.forEach((_, i) => this.add(size, i, trials[i]?.remedy ?? {}));
  }

  private add(size: Size, i: number, remedy: Remedy): void {
    const { pool, asked, witness, states } = this.setting;
    const fixes = { ...asked.setup.fixes, ...remedy };
    const id = pool.add(
      {
        job: () =>
          this.state.stopped
            ? null
            : {
                asked: { ...asked, setup: { ...asked.setup, fixes } },
                trial: { witness, remedy, others: this.others },
              },
        onBegin: () => this.change(size, i, { at: 'searching' }),
        onProgress: (progress) => this.change(size, i, { progress }),
        onEnd: (ended) => {
          this.learn(ended?.decision?.witness ?? null);
          this.change(size, i, ended === null ? { at: 'waiting' } : { at: 'ended', ended });
          this.goOn();
        },
        onFail: (why) => {
          this.change(size, i, { at: 'ended', why });
          this.goOn();
        },
      },
      states,
    );
    this.ids.set(`${size} ${i}`, id);
  }

  /** A witness against one remedy is tried against the next, without its fixes. */
  private learn(witness: Run | null): void {
    if (witness === null) return;
    const plain = withRemedy(
      this.setting.flow,
      { ...witness, fixes: {} },
      this.setting.asked.setup.fixes,
    );
    if (plain !== null) this.others.push(plain);
  }

  /** Pairs only where no single fix survives. */
  private goOn(): void {
    const { singles, pairs, stopped } = this.state;
    if (stopped || singles.some(({ at }) => at !== 'ended')) return;
    if (singles.some(survives) || pairs.length > 0) {
      this.set({ done: pairs.every(({ at }) => at === 'ended') });
      return;
    }
    const harmless = singles.filter(({ ended }) => ended?.harmless === true);
    const remedies = pairRemedies(
      this.setting.flow,
      this.setup(),
      harmless.map(({ remedy }) => remedy),
    );
    this.begin('pairs', remedies);
  }

  private change(size: Size, i: number, part: Partial<Trial>): void {
    const trials = this.state[size];
    const was = trials[i];
    if (was !== undefined) this.set({ [size]: trials.with(i, { ...was, ...part }) });
  }

  private set(part: Partial<TrialsState>): void {
    this.state = { ...this.state, ...part };
    this.tell(this.state);
  }
}
