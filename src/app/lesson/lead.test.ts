import { describe, expect, test } from 'vitest';
import { createActor, fromCallback } from 'xstate';
import { caching } from '../../flows/caching/index.ts';
import { indexOfStep, stepIdOf } from '../../panels/lesson/lesson.ts';
import { lostSave } from '../../panels/lesson/lesson-fixture.ts';
import { lessonMachine } from '../../panels/lesson/machine.ts';
import { createPlayback } from '../../playback/store.ts';
import { beatsOf } from '../../scenario/beats.ts';
import { judge } from '../../scenario/judge.ts';
import { whyNot } from './judging.ts';
import { changedRun, lead, seenUntilUs, shownRun } from './lead.ts';

const beats = beatsOf(caching, lostSave);

function begin(step: string, done: readonly string[] = []) {
  const actor = createActor(
    lessonMachine.provide({ actors: { judge: fromCallback(() => undefined) } }),
    { input: { scenario: lostSave, index: indexOfStep(lostSave, step) ?? 0, done, answers: {} } },
  ).start();
  const first = beats[actor.getSnapshot().context.index];
  if (first === undefined) throw new Error('No such step.');
  const store = createPlayback({ catalogue: [caching], run: shownRun(first) });
  lead({ store, actor, flow: caching, beats });
  return { actor, store, now: () => store.getState() };
}

describe('what a lesson hides', () => {
  test('while a prediction is open the run on the screen ends where one stands, and there is no other', () => {
    const { now } = begin('guess');
    const { scene, playhead, branches, guide } = now();
    expect(scene.trace.endUs).toBe(2_600_000);
    expect(playhead.index).toBe(scene.trace.entries.length - 1);
    expect(scene.run.faults).toEqual([]);
    expect(branches).toHaveLength(1);
    expect(branches[0]?.verdicts?.map(({ verdict }) => verdict)).not.toContain('broken');
    expect(guide?.veil).not.toBeNull();
  });

  test('playing on from the prediction begins where it stood, and tells when it has stopped', () => {
    const { actor, now } = begin('guess');
    actor.send({ type: 'commit', option: 'new', sure: 'guess', reason: '' });
    actor.send({ type: 'next', play: true });
    expect(now().playhead.atUs).toBe(2_600_000);
    expect([now().playing, now().scene.trace.endUs, now().guide?.veil]).toEqual([
      true,
      3_800_000,
      null,
    ]);
    expect(actor.getSnapshot().matches({ watching: 'ready' })).toBe(true);
    for (let n = 0; n < 400 && now().playing; n++) now().advance(0.5);
    expect(actor.getSnapshot().matches({ watching: 'stopped' })).toBe(true);
  });

  test('going back to a prediction hides again what was seen', () => {
    const { actor, now } = begin('crash', ['guess', 'crash']);
    expect(now().scene.trace.endUs).toBe(3_800_000);
    actor.send({ type: 'back' });
    expect(now().scene.trace.endUs).toBe(2_600_000);
    expect(now().branches).toHaveLength(1);
  });
});

describe('controls', () => {
  test('change nothing in a step that is no challenge, and say why', () => {
    const { now } = begin('save');
    const { run } = now();
    now().setFix('wal', 'always');
    now().undo();
    expect(now().run).toEqual(run);
    expect(now().problem?.details.join(' ')).toContain('The scenario sets the run');
  });

  test('of a challenge: those that it allows change the run, the others do not', () => {
    const { actor, now } = begin('keep');
    now().setFix('wal', 'always');
    expect(now().run.fixes).toEqual({ wal: 'always' });
    now().setVariant('write-through');
    now().removeFault(0);
    expect([now().run.variant, now().run.faults.length]).toEqual(['write-back', 1]);
    expect(now().problem).not.toBeNull();
    expect(actor.getSnapshot().context.answers['keep']?.run).toEqual(now().run);
  });

  test('a challenge that was left comes back as it was', () => {
    const { actor, now } = begin('keep');
    now().setFix('wal', 'always');
    actor.send({ type: 'back' });
    actor.send({ type: 'played' });
    actor.send({ type: 'next' });
    expect(stepIdOf(actor.getSnapshot().context)).toBe('keep');
    expect(now().run.fixes).toEqual({ wal: 'always' });
  });
});

test('in a step that asks for it, what is chosen in the diagram is the answer', () => {
  const { actor, now } = begin('copy', ['guess', 'crash']);
  now().guide?.onPoint?.({ kind: 'link', link: 'api--db' });
  expect(actor.getSnapshot().context.said).toBeNull();
  now().guide?.onPoint?.({ kind: 'node', node: 'db' });
  now().guide?.onPoint?.({ kind: 'node', node: 'cache' });
  expect(actor.getSnapshot().matches({ observing: 'found' })).toBe(true);
  expect(now().guide?.onPoint).toBeNull();
});

test('a non-solution is explained by the author, and by the seed at which it fails', () => {
  const index = indexOfStep(lostSave, 'keep') ?? 0;
  const step = lostSave.steps[index];
  const start = beats[index]?.run;
  if (step?.kind !== 'challenge' || start === undefined) throw new Error('There is no challenge.');
  const run = { ...start, params: { flushIntervalMs: 2_900 } };
  const judgement = judge(caching, step, start, run);
  const said = whyNot(caching, step, start, run, judgement);
  expect(judgement.reached).toBe(false);
  expect(said).toContain('It is still a window.');
  expect(said).toContain('Reads see what was saved before: broken');
});

test('a fix is held against the run that it changes, as far as that was seen', () => {
  const index = indexOfStep(lostSave, 'log') ?? 0;
  expect(seenUntilUs(beats, index)).toBe(3_800_000);
  const was = changedRun(caching, lostSave, beats, index);
  expect([was.faults.length, was.fixes]).toEqual([1, {}]);
});
