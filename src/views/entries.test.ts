import { describe, expect, it } from 'vitest';
import { crashAt, notesScene } from '../playback/testing/notes.ts';
import { causesOf, nodeOfEntry, opOfEntry } from './belonging.ts';
import { ENTRY_GROUPS, entriesThat, entryRow, operationsOf } from './entries.ts';

const scene = notesScene([crashAt(320_000)]);
const { entries } = scene.trace;

describe('the table', () => {
  it('has a row with instant, kind, place, operation and sentence', () => {
    const row = entries
      .map((entry) => entryRow(scene, entry))
      .find(({ kind }) => kind === 'deliver');
    expect(row).toEqual({
      id: 7,
      atUs: 20_000,
      kind: 'deliver',
      kindWords: 'arrive',
      node: 'server',
      nodeTitle: 'Server',
      op: 'save-1',
      sentence: 'Server gets “save note 1” from Ada.',
    });
  });

  it('holds every entry, in order, when nothing is asked for', () => {
    expect(entriesThat(scene, {})).toEqual(entries.map(({ id }) => id));
    const groups = Object.values(ENTRY_GROUPS).flat();
    expect(new Set(groups).size).toBe(groups.length);
  });

  it('is filtered by group, node, operation and words', () => {
    const kinds = (filter: Parameters<typeof entriesThat>[1]) =>
      new Set(entriesThat(scene, filter).map((id) => entries[id]?.kind));
    expect(kinds({ groups: ['faults'] })).toEqual(new Set(['fault', 'down', 'up']));
    for (const id of entriesThat(scene, { node: 'ada', op: 'save-2' })) {
      const row = entryRow(scene, entries[id] ?? entries[0]!);
      expect([row.node, row.op]).toEqual(['ada', 'save-2']);
    }
    expect(entriesThat(scene, { node: 'ada', op: 'save-2' }).length).toBeGreaterThan(3);
    expect(entriesThat(scene, { text: 'CRASHES memory' }).map((id) => entries[id]?.kind)).toEqual([
      'fault',
    ]);
    expect(entriesThat(scene, { text: 'no such words' })).toEqual([]);
    expect(entriesThat(scene, { groups: [] })).toEqual([]);
  });

  it('names the operations of the users in order', () => {
    expect(operationsOf(scene.trace)).toEqual(['save-1', 'save-2', 'save-3']);
    expect(operationsOf(scene.trace, 2)).toHaveLength(2);
  });
});

describe('belonging', () => {
  it('places a send at its sender and a loss at the receiver', () => {
    const dropped = notesScene([{ kind: 'drop', message: 'save-1/SAVE' }]);
    const place = (kind: string) => {
      const entry = dropped.trace.entries.find((each) => each.kind === kind);
      return entry && nodeOfEntry(dropped.trace, entry);
    };
    expect([place('send'), place('lose'), place('abandon'), place('over')]).toEqual([
      'ada',
      'server',
      'ada',
      null,
    ]);
  });

  it('gives what a message caused to its operation, and a fault to none', () => {
    const stored = entries.find(({ kind }) => kind === 'fact');
    const fault = entries.find(({ kind }) => kind === 'fault');
    expect(stored && opOfEntry(scene.trace, stored)).toBe('save-1');
    expect(fault && opOfEntry(scene.trace, fault)).toBe('');
  });

  it('leads from an entry back to the user or the fault that began it', () => {
    const acknowledged = entries.find(
      (each) => each.kind === 'fact' && each.fact.type === 'acknowledged',
    );
    const chain = causesOf(scene.trace, acknowledged?.id ?? -1);
    expect(chain[0]).toBe(acknowledged);
    expect(chain.at(-1)).toMatchObject({ kind: 'act', op: 'save-1' });
    chain.slice(1).forEach((cause, i) => expect(cause.id).toBe(chain[i]?.cause));
    expect(causesOf(scene.trace, 99_999)).toEqual([]);
  });
});
