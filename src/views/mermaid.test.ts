import { describe, expect, it } from 'vitest';
import { crashAt, notesScene } from '../playback/testing/notes.ts';
import { ARROWS_MAX, mermaid } from './mermaid.ts';
import { spanBetween } from './sequencePlan.ts';

const HOSTILE = 'a;b#c\nend\u2028%%{init: {}}%% <br/> $$x$$';

describe('a Mermaid diagram', () => {
  it('has an arrow for each message, and notes for faults and broken guarantees', () => {
    const scene = notesScene([crashAt(320_000)], { params: { saveCount: 1 } });
    expect(mermaid(scene).split('\n')).toEqual([
      'sequenceDiagram',
      '  participant n0 as Ada',
      '  participant n1 as Server',
      '  participant n2 as Disk',
      '  n0->>n1: Save note 1',
      '  n1-->>n0: Saved',
      '  Note over n1: Crash Server, 320 ms',
      '  Note over n0,n2: Broken: 1 were acknowledged, 0 are on disk.',
      '',
    ]);
  });

  it('shows nothing that comes after the entry it is asked for', () => {
    const scene = notesScene([{ kind: 'drop', message: 'save-1/SAVE' }]);
    const send = scene.trace.entries.findIndex(({ kind }) => kind === 'send');
    expect(mermaid(scene, { from: 0, to: send - 1 })).not.toContain('Save note 1');
    expect(mermaid(scene, { from: 0, to: send })).toContain('n0->>n1: Save note 1');
    expect(mermaid(scene)).toContain('n0-xn1: Save note 1');
  });

  it('shows a part of the run, and nothing before it', () => {
    const scene = notesScene([crashAt(320_000)]);
    const part = mermaid(scene, spanBetween(scene.trace, 300_000, 330_000));
    expect(part).toContain('Crash Server');
    expect(part).not.toContain('Save note 1');
    expect(part).not.toContain('before');
  });

  it('keeps to what can be read, and says what it left out', () => {
    const lines = mermaid(notesScene([], { params: { saveCount: 150 } })).split('\n');
    expect(lines.filter((line) => line.includes('>>'))).toHaveLength(ARROWS_MAX);
    expect(lines).toContain('  Note over n0,n2: 102 messages before');
  });

  it('lets no word of a run be read as Mermaid', () => {
    const scene = notesScene([], {
      params: { saveCount: 1 },
      inputs: [
        { op: 'save-h1', node: 'ada', atUs: 60_000, event: { type: 'save', note: HOSTILE } },
      ],
    });
    expect(mermaid(scene)).toContain(
      'n0->>n1: Save a#59;b#35;c end #37;#37;{init: {}}#37;#37; #60;br/#62; #36;#36;x#36;#36;\n',
    );
  });
});
