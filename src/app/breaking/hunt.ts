/** The search for a way to break the run's guarantees: what is asked, how far it is, what was found. */
import { createStore } from 'zustand/vanilla';
import type { Flow } from '../../flow/flow.ts';
import type { Run } from '../../flow/run.ts';
import { byCost } from '../../verify/decision.ts';
import type { Asked, Progress } from '../../verify/question.ts';
import type { Ended } from './jobs.ts';
import { Pool } from './pool.ts';
import { Trials, type TrialsState } from './trials.ts';
import { questionsOf, type Wish } from './wish.ts';

/** One guarantee with one workload. */
export interface Quest {
  readonly id: number;
  readonly asked: Asked;
  readonly at: 'waiting' | 'searching' | 'ended' | 'spared';
  readonly progress: Progress | null;
  readonly ended: Ended | null;
  /** Why it could not be searched. */
  readonly why?: string;
}

interface HuntState {
  /** The flow and the setup that are searched; `null` before the first search. */
  readonly about: { readonly flow: Flow; readonly run: Run } | null;
  readonly quests: readonly Quest[];
  readonly states: number;
  readonly searching: boolean;
  /** States a second, of all workers together. */
  readonly speed: number;
  readonly workers: number;
  readonly trials: TrialsState | null;
}

const NOTHING: HuntState = {
  about: null,
  quests: [],
  states: 0,
  searching: false,
  speed: 0,
  workers: 0,
  trials: null,
};

class Hunt {
  readonly store = createStore<HuntState>()(() => NOTHING);
  private pool = new Pool();
  private trials: Trials | null = null;

  begin(flow: Flow, run: Run, wish: Wish): void {
    this.close();
    this.pool = new Pool();
    const asked = questionsOf(flow, run, wish);
    const { states } = wish;
    this.store.setState({
      ...NOTHING,
      about: { flow, run },
      states,
      searching: asked.length > 0,
      workers: this.pool.size,
    });
    for (const each of asked) this.add(each, states);
  }

  stop(): void {
    for (const id of this.pool.stop()) this.change(id, { at: 'ended' });
    this.trials?.stopped();
  }

  /** Goes on with everything that is not decided, up to that many states each. */
  goOn(states: number): void {
    this.store.setState({ states });
    for (const { id, at, ended } of this.store.getState().quests) {
      if (at !== 'ended' || (ended?.decision && ended.decision.verdict !== 'unfinished')) continue;
      this.change(id, { at: 'waiting' });
      this.pool.go(id, states);
    }
  }

  /** Which fix makes the witness of this quest harmless, and which survives its whole search. */
  tryFixes(quest: Quest): void {
    const { about, states, quests } = this.store.getState();
    const witness = quest.ended?.decision?.witness;
    if (about === null || witness == null) return;
    if (this.trials?.canGoOn({ asked: quest.asked, witness }) === true) {
      return this.trials.resume(states);
    }
    this.trials?.stopped();
    const same = quests.filter(({ asked }) => asked.guarantee === quest.asked.guarantee);
    const others = same
      .flatMap(({ asked }) => asked.workloads)
      .filter((w) => w !== witness.workload);
    const asked = { ...quest.asked, workloads: [witness.workload, ...others], anyWitness: true };
    this.trials = new Trials(
      { pool: this.pool, flow: about.flow, asked, witness, states },
      (trials) => this.store.setState({ trials }),
    );
  }

  close(): void {
    this.trials?.stopped();
    this.trials = null;
    this.pool.close();
    this.store.setState(NOTHING);
  }

  private add(asked: Asked, states: number): void {
    let before = { states: 0, ms: 0 };
    const id = this.pool.add(
      {
        job: () => {
          const limits = this.limits(asked);
          return limits === null ? null : { asked: { ...asked, ...limits } };
        },
        onBegin: () => {
          before = { states: this.quest(id)?.progress?.states ?? 0, ms: performance.now() };
          this.change(id, { at: 'searching' });
        },
        onProgress: (progress) => {
          const nowMs = performance.now();
          const speed =
            ((progress.states - before.states) / Math.max(1, nowMs - before.ms)) * 1_000;
          this.speeds.set(id, speed);
          this.change(id, { progress });
        },
        onEnd: (ended) =>
          this.change(id, ended === null ? { at: 'spared' } : { at: 'ended', ended }),
        onFail: (why) => this.change(id, { at: 'ended', why }),
      },
      states,
    );
    const quest: Quest = { id, asked, at: 'waiting', progress: null, ended: null };
    this.store.setState(({ quests }) => ({ quests: [...quests, quest] }));
  }

  private readonly speeds = new Map<number, number>();

  private quest(id: number): Quest | undefined {
    return this.store.getState().quests.find((each) => each.id === id);
  }

  private change(id: number, part: Partial<Quest>): void {
    this.store.setState((state) => {
      const quests = state.quests.map((each) => (each.id === id ? { ...each, ...part } : each));
      const busy = quests.filter(({ at }) => at === 'searching');
      return {
        quests,
        searching: quests.some(({ at }) => at === 'searching' || at === 'waiting'),
        speed: busy.reduce((sum, each) => sum + (this.speeds.get(each.id) ?? 0), 0),
      };
    });
  }

  /** A further workload counts only if it needs fewer faults or late deadlines than what was found. */
  private limits({ guarantee }: Asked): Partial<Pick<Asked, 'faults' | 'delays'>> | null {
    const [best] = this.store
      .getState()
      .quests.filter(({ asked }) => asked.guarantee === guarantee)
      .flatMap(({ ended }) => (ended?.decision?.witness == null ? [] : [ended.decision]))
      .sort(byCost);
    if (best === undefined) return {};
    const { faultCount: faults, delayCount: delays } = best;
    return faults === 0 && delays === 0 ? null : { faults, delays };
  }
}

/** One for the page: it goes on when its panel is closed. */
export const hunt = new Hunt();
