/** The outbox: what is said of it, who sends what is in it, and how often. */
import { describe, expect, it } from 'vitest';
import { brokenIn, factsOf, metricOf, traced, walk } from './fixture.ts';

type Part = Parameters<typeof traced>[0];

describe('the outbox', () => {
  const offline = (workload: string, fixes: Record<string, string>): Part => ({
    variant: 'offline',
    workload,
    fixes,
  });

  it('says that the disk is full, where “saved” means saved', () => {
    const told = (durableAck: string): unknown[] =>
      factsOf(traced(offline('disk-full', { durableAck })), 'told').map(({ why }) => why);
    expect(told('on')).toEqual(['storage full']);
    expect(told('off')).toEqual([]);
    expect(brokenIn(traced(offline('disk-full', { durableAck: 'off' })))).toContain(
      'durable-means-durable',
    );
  });

  it('is sent once by two tabs that have a lock or a key', () => {
    const times = (fixes: Record<string, string>): number =>
      factsOf(traced(offline('shared-outbox', fixes)), 'applied').length;
    expect(times({})).toBe(2);
    expect(times({ tabLock: 'on' })).toBe(1);
    expect(times({ idem: 'on' })).toBe(1);
  });

  it('has two tabs count their own changes', () => {
    const edit = (n: number, node: string) => ({
      op: `edit-h${n}`,
      node,
      atUs: 3_000_000 + n * 500_000,
      event: { type: 'edit', field: 'title', value: `text ${n}` },
    });
    const run = offline('shared-outbox', { seqGuard: 'on', conflict: 'lwwField', tabLock: 'on' });
    const inputs = [edit(1, 'app'), edit(2, 'app'), edit(3, 'tab-2')];
    const trace = traced({ ...run, inputs });
    expect(factsOf(trace, 'ignored')).toEqual([]);
    expect(factsOf(trace, 'applied').map(({ by }) => by)).toEqual(Array(4).fill('device-a'));
  });

  it('counts what is done once more, each change for itself', () => {
    const again = (fixes: Record<string, string>) =>
      metricOf(offline('shared-outbox', fixes), 'done-again');
    expect(again({})).toBe(1);
    expect(again({ idem: 'on' })).toBe(0);
    expect(metricOf(offline('two-offline-edits', {}), 'done-again')).toBe(0);
  });

  it('parks what is never taken, and goes on', () => {
    const sent = (park: string): string[] => [
      ...new Set(
        factsOf(traced(offline('poison', { send: 'serial', park })), 'applied').map(({ op }) => op),
      ),
    ];
    expect(sent('on')).toEqual(['edit-1']);
    expect(sent('off')).toEqual([]);
  });

  it('tries again after an error of the server, with a longer pause each time', () => {
    const faults = [1, 2].map((n) => ({
      kind: 'fail' as const,
      message: `comment-1/postComment${n === 1 ? '' : `#${n}`}`,
    }));
    const trace = traced({ ...offline('offline-comment', {}), faults });
    expect(walk(trace, 'app/comment-1')).toEqual([
      'waitingForTurn',
      'sending',
      'backingOff',
      'sending',
      'backingOff',
      'sending',
      'continuing',
    ]);
  });
});
