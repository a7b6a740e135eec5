import { describe, expect, it } from 'vitest';
import { crashAt, notesScene } from '../playback/testing/notes.ts';
import {
  lifelinesOf,
  segmentLabel,
  segmentsWithin,
  unusedFaults,
  unusedInputs,
} from './lifelines.ts';

describe('lifelines', () => {
  it('have a row for each node and a segment for each message that crosses a link', () => {
    const scene = notesScene();
    const { rows, messages, endUs } = lifelinesOf(scene);
    expect(rows.map(({ title }) => title)).toEqual(['Ada', 'Server', 'Disk']);
    expect(endUs).toBe(740_000);
    expect(messages).toHaveLength(8);
    expect(messages[0]).toMatchObject({
      from: 'ada',
      to: 'server',
      sendUs: 0,
      endUs: 20_000,
      kind: 'request',
      fate: 'arrived',
      op: 'save-1',
      address: 'save-1/SAVE',
    });
    expect(messages.slice(0, 2).map((each) => segmentLabel(scene, each))).toEqual([
      'save note 1',
      'saved',
    ]);
  });

  it('tell how each message ended', () => {
    const fates = (...args: Parameters<typeof notesScene>) =>
      lifelinesOf(notesScene(...args)).messages.map(({ fate }) => fate);
    expect(fates([{ kind: 'drop', message: 'save-1/SAVE' }])[0]).toBe('lost');
    expect(fates([{ kind: 'fail', message: 'save-1/SAVE' }])[0]).toBe('failed');
    expect(fates([{ kind: 'delay', message: 'save-1/SAVED', byUs: 400_000 }])).toContain('late');
    expect(fates([], { untilUs: 10_000 })).toEqual(['under way']);
  });

  it('keep a message that is lost half-way inside its time', () => {
    const [lost] = lifelinesOf(notesScene([{ kind: 'drop', message: 'save-1/SAVE' }])).messages;
    expect([lost?.sendUs, lost?.endUs]).toEqual([0, 10_000]);
  });

  it('keep a message that is still under way inside the run', () => {
    const [message] = lifelinesOf(notesScene([], { untilUs: 5_000 })).messages;
    expect([message?.end, message?.endUs]).toEqual([-1, 5_000]);
  });

  it('show when a node was down or stood still, to the end of the run if it stayed so', () => {
    const scene = notesScene([
      { kind: 'pause', node: 'disk', atUs: 100_000, forUs: 50_000 },
      { kind: 'stop', node: 'server', atUs: 300_000 },
    ]);
    expect(lifelinesOf(scene).nodeSpans).toEqual([
      { node: 'disk', what: 'paused', fromUs: 100_000, toUs: 150_000 },
      { node: 'server', what: 'down', fromUs: 300_000, toUs: scene.trace.endUs },
    ]);
  });

  it('flag each fault of the run at the instant at which it began', () => {
    const { faults } = lifelinesOf(
      notesScene([crashAt(320_000), { kind: 'drop', message: 'save-2/SAVE' }]),
    );
    expect(faults).toMatchObject([
      {
        index: 0,
        title: 'Crash Server',
        nodes: ['server'],
        atUs: 320_000,
        toUs: 370_000,
        movable: true,
      },
      { index: 1, nodes: ['ada', 'server'], atUs: 100_000, toUs: null, movable: false },
    ]);
  });

  it('mark violations with what they say', () => {
    const [mark, ...others] = lifelinesOf(notesScene([crashAt(320_000)])).violations;
    expect(mark).toMatchObject({ guarantee: 'kept', atUs: 370_000 });
    expect(mark?.sentence).toContain('0 are on disk');
    expect(others).toEqual([]);
  });
});

describe('segments of a span', () => {
  it('are those that touch it, thinned evenly when there are too many', () => {
    const lifelines = lifelinesOf(notesScene());
    const within = segmentsWithin(lifelines, 105_000, 140_000, 100);
    expect(within.segments.map(({ address }) => address)).toEqual(['save-2/SAVE', 'save-2/SAVED']);
    const thinned = segmentsWithin(lifelines, 0, Infinity, 4);
    expect(thinned.total).toBe(8);
    expect(thinned.segments.map(({ address }) => address)).toEqual([
      'save-1/SAVE',
      'save-2/SAVE',
      'save-3/SAVE',
      'save-3/FLUSH',
    ]);
  });
});

describe('what never came to it', () => {
  it('is a fault on a message that was not sent, or one after the end', () => {
    const faults = [crashAt(320_000), { kind: 'drop', message: 'save-9/SAVE' } as const];
    const scene = notesScene([...faults, crashAt(600_000)], { untilUs: 500_000 });
    expect(unusedFaults(scene)).toEqual([1, 2]);
  });

  it('is an act by hand whose user was never free for it', () => {
    const act = (op: string, atUs: number) => ({
      op,
      node: 'ada',
      atUs,
      event: { type: 'save', note: op },
    });
    const scene = notesScene([{ kind: 'stop', node: 'ada', atUs: 400_000 }], {
      inputs: [act('save-h1', 300_000), act('save-h2', 500_000)],
    });
    expect(unusedInputs(scene)).toEqual([1]);
  });
});
