import { describe, expect, it } from 'vitest';
import { caching } from '../flows/caching/index.ts';
import { beatsOf, challengeRun } from './beats.ts';
import type { ChallengeStep, Scenario, Step } from './scenario.ts';

const crash = { kind: 'crash', node: 'cache', atUs: 3_200_000, downForUs: 300_000 } as const;
const challenge: ChallengeStep = {
  id: 'keep',
  kind: 'challenge',
  say: '',
  after: 'crash',
  allow: { variants: [], fixes: ['wal'], params: [], faults: [], faultsMax: 1 },
  goal: [],
  hints: [],
  solution: {},
  nonSolutions: [],
};

const scenario = (...steps: readonly Step[]): Scenario => ({
  schemaVersion: 1,
  id: 'caching.made',
  flow: 'caching',
  title: '',
  summary: '',
  level: 'intro',
  minutes: 1,
  prerequisites: [],
  objectives: [],
  setup: { flow: 'caching', variant: 'write-back', workload: 'two-shoppers', seed: 5 },
  steps,
  realSystems: { say: '', sources: [] },
  recall: [],
});

const played = { say: '', expect: [] };
const beats = (...steps: readonly Step[]) => beatsOf(caching, scenario(...steps));

describe('beats', () => {
  it('add faults to the run that stands, and keep the seed when a fix is turned on', () => {
    const [calm, broken, fixed] = beats(
      { id: 'calm', kind: 'run', ...played },
      { id: 'crash', kind: 'fault', ...played, faults: [crash] },
      { id: 'log', kind: 'fix', ...played, fixes: { wal: 'always' }, cost: [] },
    );
    expect(calm?.run).toMatchObject({ seed: 5, faults: [], fixes: {} });
    expect(broken?.run).toEqual({ ...calm?.run, faults: [crash] });
    expect(fixed?.run).toEqual({ ...broken?.run, fixes: { wal: 'always' } });
  });

  it('begin anew from the step that `after` names, or from the setup', () => {
    const [, , again, fresh] = beats(
      { id: 'crash', kind: 'fault', ...played, faults: [crash] },
      { id: 'log', kind: 'fix', ...played, fixes: { wal: 'always' }, cost: [] },
      {
        id: 'sync',
        kind: 'fix',
        ...played,
        after: 'crash',
        fixes: { replication: 'sync' },
        cost: [],
      },
      { id: 'other', kind: 'run', ...played, after: 'setup' },
    );
    expect(again?.run).toMatchObject({ fixes: { replication: 'sync' }, faults: [crash] });
    expect(fresh?.run).toMatchObject({ fixes: {}, faults: [] });
  });

  it('go on from where the former stopped, if what was seen is still so', () => {
    const [first, second, third] = beats(
      { id: 'calm', kind: 'run', ...played, untilUs: 2_000_000 },
      { id: 'crash', kind: 'fault', ...played, faults: [crash], untilUs: 4_000_000 },
      { id: 'log', kind: 'fix', ...played, fixes: { wal: 'always' }, cost: [] },
    );
    expect(first).toMatchObject({ fromUs: 0, untilUs: 2_000_000, plays: true });
    expect(second).toMatchObject({ fromUs: 2_000_000, untilUs: 4_000_000 });
    expect(third).toMatchObject({ fromUs: 0, untilUs: null });
  });

  it('play anew what a fault changes before that, and from where the author says', () => {
    const [, early, said] = beats(
      { id: 'calm', kind: 'run', ...played, untilUs: 3_500_000 },
      { id: 'crash', kind: 'fault', ...played, faults: [crash] },
      { id: 'again', kind: 'run', ...played, startUs: 3_000_000 },
    );
    expect(early?.fromUs).toBe(0);
    expect(said?.fromUs).toBe(3_000_000);
  });

  it('of steps that ask or tell stand where the run stopped', () => {
    const [, context, explain] = beats(
      { id: 'calm', kind: 'run', ...played, untilUs: 2_000_000 },
      { id: 'where', kind: 'context', say: '' },
      { id: 'why', kind: 'explain', say: '' },
    );
    expect(context).toMatchObject({ plays: false, fromUs: 2_000_000, untilUs: 2_000_000 });
    expect(explain?.run).toBe(context?.run);
  });

  it('of a challenge begin with the run it names, at its beginning', () => {
    const made = scenario(
      { id: 'crash', kind: 'fault', ...played, faults: [crash] },
      { id: 'log', kind: 'fix', ...played, fixes: { wal: 'always' }, cost: [] },
      challenge,
    );
    expect(beatsOf(caching, made)[2]).toMatchObject({ fromUs: 0, untilUs: 0, plays: false });
    expect(challengeRun(caching, made, challenge)).toMatchObject({ fixes: {}, faults: [crash] });
  });

  it('number acts by hand as the workbench does', () => {
    const [asked] = beats({
      id: 'calm',
      kind: 'run',
      ...played,
      acts: [
        { act: 'read', node: 'shopper-a', atUs: 1 },
        { act: 'write', node: 'shopper-b', atUs: 2 },
      ],
    });
    expect(asked?.run.inputs.map(({ op }) => op)).toEqual(['read-h1', 'write-h2']);
  });
});
