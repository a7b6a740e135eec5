import { describe, expect, test } from 'vitest';
import { createActor, fromCallback } from 'xstate';
import type { Run } from '../../flow/run.ts';
import { gated, indexOfStep, outcomesOf, stepIdOf } from './lesson.ts';
import { lostSave } from './lesson-fixture.ts';
import { type JudgeInput, type LessonEvent, lessonMachine } from './machine.ts';

const RUN: Run = {
  version: 1,
  flow: 'caching',
  variant: 'write-back',
  workload: 'two-shoppers',
  seed: 1,
  fixes: {},
  params: {},
  faults: [],
  holds: [],
  inputs: [],
};

function begin(step: string, done: readonly string[] = [], judges: LessonEvent[] = []) {
  const judge = fromCallback<LessonEvent, JudgeInput>(({ sendBack }) => {
    for (const event of judges) sendBack(event);
  });
  const actor = createActor(lessonMachine.provide({ actors: { judge } }), {
    input: { scenario: lostSave, index: indexOfStep(lostSave, step) ?? 0, done, answers: {} },
  }).start();
  return {
    actor,
    at: () => stepIdOf(actor.getSnapshot().context),
    now: () => actor.getSnapshot(),
  };
}

const commit = { type: 'commit', option: 'new', sure: 'sure', reason: 'It was saved.' } as const;
const pointAt = (node: string) => ({ type: 'point', pointed: { node }, title: node }) as const;

describe('a prediction', () => {
  test('has to be committed before anything can be played', () => {
    const { actor, at } = begin('guess');
    actor.send({ type: 'next' });
    expect(at()).toBe('guess');
    actor.send(commit);
    actor.send({ type: 'next' });
    expect(at()).toBe('crash');
  });

  test('comes before whatever shows its outcome, also by a link; later runs are open', () => {
    const reached = ['crash', 'copy', 'why', 'log', 'keep'].map((step) => begin(step).at());
    expect(reached).toEqual(['guess', 'guess', 'guess', 'log', 'keep']);
    expect(begin('copy', ['guess']).at()).toBe('copy');
  });

  test('stays as it was committed, and is compared by the step that shows it', () => {
    const { actor, now } = begin('guess');
    actor.send(commit);
    actor.send({ ...commit, option: 'old' });
    const crash = lostSave.steps[3];
    const [outcome] = crash === undefined ? [] : outcomesOf(now().context, crash);
    expect([outcome?.said.id, outcome?.right.id]).toEqual(['new', 'old']);
    expect(outcome?.answer).toMatchObject({ sure: 'sure', reason: 'It was saved.' });
  });
});

describe('a step that plays', () => {
  test('is left only when it was played, and remembers that it was', () => {
    const { actor, at, now } = begin('save');
    actor.send({ type: 'next' });
    expect(at()).toBe('save');
    actor.send({ type: 'played' });
    expect(now().matches({ watching: 'stopped' })).toBe(true);
    actor.send({ type: 'next' });
    actor.send({ type: 'back' });
    expect(now().matches({ watching: 'stopped' })).toBe(true);
    actor.send({ type: 'again' });
    expect(now().matches({ watching: 'ready' })).toBe(true);
  });
});

describe('pointing', () => {
  test('says what is known of a wrong one, counts it, and tells what was found', () => {
    const { actor, now } = begin('copy', ['guess']);
    actor.send(pointAt('db'));
    expect(now().context.said).toEqual({ tone: 'bad', text: 'It had v0 all the time.' });
    actor.send(pointAt('api'));
    expect(now().context.answers['copy']).toMatchObject({ misses: 2 });
    actor.send(pointAt('cache'));
    expect(now().matches({ observing: 'found' })).toBe(true);
    expect(now().context.said).toEqual({ tone: 'good', text: 'The cache.' });
    expect(now().context.done).toContain('copy');
  });
});

describe('a number', () => {
  test('that is wrong is told which way, and the right one ends it', () => {
    const { actor, now } = begin('why', ['guess']);
    actor.send({ type: 'answer', said: '100', off: 'small' });
    expect(now().context.said?.text).toBe('It is more than that.');
    expect(now().context.answers['why']).toMatchObject({ said: '100', misses: 1 });
    actor.send({ type: 'answer', said: '3000', off: 'right' });
    expect(now().matches({ asking: 'answered' })).toBe(true);
  });
});

describe('a challenge', () => {
  const judgement = { refused: [], goals: [], reached: false };

  test('says why a run is no solution, and lets one go on', () => {
    const { actor, now } = begin(
      'keep',
      [],
      [{ type: 'judged', judgement, say: 'The replica is late.' }],
    );
    actor.send({ type: 'judge', run: RUN });
    expect(now().matches({ trying: 'working' })).toBe(true);
    expect(now().context.said).toEqual({ tone: 'bad', text: 'The replica is late.' });
    expect(now().context.answers['keep']).toMatchObject({ misses: 1 });
    actor.send({ type: 'edited', run: RUN });
    expect([now().context.judgement, now().context.said]).toEqual([null, null]);
  });

  test('is reached by any run that the judge takes', () => {
    const reached = { ...judgement, reached: true };
    const { actor, now } = begin('keep', [], [{ type: 'judged', judgement: reached, say: null }]);
    actor.send({ type: 'judge', run: RUN });
    expect(now().matches({ trying: 'reached' })).toBe(true);
    expect(now().context.said?.text).toBe('A second copy is awaited.');
    actor.send({ type: 'next' });
    expect(now().matches('over')).toBe(true);
  });

  test('a run that is changed while it is judged is judged no further', () => {
    const { actor, now } = begin('keep', [], []);
    actor.send({ type: 'judge', run: RUN });
    expect(now().matches({ trying: 'judging' })).toBe(true);
    actor.send({ type: 'edited', run: RUN });
    actor.send({ type: 'judged', judgement: { ...judgement, reached: true }, say: null });
    expect(now().matches({ trying: 'working' })).toBe(true);
  });
});

test('a step that is not there leads nowhere', () => {
  expect(indexOfStep(lostSave, 'nowhere')).toBeNull();
  expect(gated({ scenario: lostSave, done: [], answers: {}, index: 0 }, 0)).toBe(0);
});
