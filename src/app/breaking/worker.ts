/** Searches away from the page: a slice at a time, so that it hears when it should stop. */
import { catalogue } from '../../flows/catalogue.ts';
import { Decider } from '../../verify/decide.ts';
import { type Question, questionOf } from '../../verify/question.ts';
import { isHarmless } from '../../verify/remedies.ts';
import { tellWitness } from '../../verify/telling.ts';
import type { Ended, FromWorker, Job, ToWorker } from './jobs.ts';

/** States between two looks at the clock, and how long it works before it listens. */
const SLICE = 1_000;
const TURN_MS = 60;

interface Searching {
  readonly question: Question;
  readonly decider: Decider;
  readonly trial: Job['trial'];
  stopped: boolean;
}

const known = new Map<number, Searching>();

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  const { id } = data;
  switch (data.kind) {
    case 'begin':
      void answered(id, async () => pursue(id, await begun(id, data.job), data.states));
      break;
    case 'go': {
      const searching = known.get(id);
      if (searching !== undefined) void answered(id, () => pursue(id, searching, data.states));
      break;
    }
    case 'stop': {
      const searching = known.get(id);
      if (searching !== undefined) searching.stopped = true;
      break;
    }
  }
});

const say = (message: FromWorker): void => postMessage(message);

async function answered(id: number, work: () => Promise<Ended>): Promise<void> {
  try {
    say({ kind: 'ended', id, ended: await work() });
  } catch (error) {
    say({ kind: 'failed', id, why: error instanceof Error ? error.message : String(error) });
  } finally {
    // A trial never goes on: its states may be forgotten.
    if (known.get(id)?.trial !== undefined) known.delete(id);
  }
}

async function begun(id: number, { asked, trial }: Job): Promise<Searching> {
  const flow = await catalogue.find((each) => each.id === asked.flow)?.load();
  if (flow === undefined) throw new Error(`There is no flow "${asked.flow}".`);
  const question = questionOf(flow, asked);
  const searching = { question, decider: new Decider(question), trial, stopped: false };
  known.set(id, searching);
  return searching;
}

async function pursue(id: number, searching: Searching, states: number): Promise<Ended> {
  const { question, decider, trial } = searching;
  searching.stopped = false;
  if (trial !== undefined) {
    const harmless = isHarmless(question, trial.witness, trial.remedy);
    if (harmless !== true) return { decision: null, ...(harmless !== null && { harmless }) };
    const brokenBy = trial.others.find((run) => isHarmless(question, run, trial.remedy) === false);
    if (brokenBy !== undefined) return { decision: null, harmless, brokenBy };
  }
  for (;;) {
    const turnEndsMs = performance.now() + TURN_MS;
    let progress = decider.progress();
    while (!progress.done && progress.states < states && performance.now() < turnEndsMs) {
      decider.advance(Math.min(states, progress.states + SLICE));
      progress = decider.progress();
    }
    say({ kind: 'progress', id, progress });
    if (progress.done || progress.states >= states || searching.stopped) break;
    await new Promise((resolve) => setTimeout(resolve));
  }
  const decision = decider.decision();
  const { witness } = decision;
  return {
    decision,
    ...(trial !== undefined && { harmless: true }),
    ...(witness !== null && { told: tellWitness(question, witness) }),
  };
}
