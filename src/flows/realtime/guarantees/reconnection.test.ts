import { describe, expect, it } from 'vitest';
import type { Seen } from '../../../kernel/monitor.ts';
import { SECOND } from '../../../kernel/time.ts';
import { openAgain } from './reconnection.ts';

const said = (actor: string, type: string, more: object = {}): Seen => ({
  kind: 'fact',
  fact: { type, ...more },
  op: '',
  actor,
  node: actor,
});
const hub = (kind: 'down' | 'up'): Seen => ({ kind, node: 'hub' });
const aboutA = (type: string): Seen => said('hub', type, { client: 'client-a' });

/** What is told at the last of these, each with its second. */
function toldAt(...seen: readonly (readonly [number, Seen])[]): string | undefined {
  const monitor = openAgain.monitor({}, 10 * SECOND);
  let state = monitor.start;
  let say: string | undefined;
  for (const [atS, each] of seen) {
    const judged = monitor.on(state, each, atS * SECOND);
    state = judged.state;
    say = judged.violation?.say;
  }
  return say;
}

describe('everybody is back in time', () => {
  const back = [
    [1, said('client-a', 'opened')],
    [2, hub('down')],
    [3, said('client-a', 'lost')],
    [4, hub('up')],
  ] as const;
  const later = [20, said('client-b', 'asked')] as const;

  it('is broken by one whom the server does not hear', () => {
    expect(toldAt(...back, later)).toMatch(/^1 of 1 clients are not connected 10 s after/);
  });

  it('counts one whose poll the server keeps', () => {
    expect(toldAt(...back, [9, aboutA('parked')], later)).toBeUndefined();
  });

  it('counts it no more once the server turns it away, or is down with its poll', () => {
    const kept = [9, aboutA('parked')] as const;
    expect(toldAt(...back, kept, [10, aboutA('rejected')], later)).toBeDefined();
    const again = [
      [10, hub('down')],
      [11, hub('up')],
      [30, later[1]],
    ] as const;
    expect(toldAt(...back, kept, ...again)).toBeDefined();
  });

  it('leaves one that is open by itself as it is', () => {
    const open = [8, said('client-a', 'opened')] as const;
    expect(
      toldAt(...back, open, [9, aboutA('parked')], [10, aboutA('rejected')], later),
    ).toBeUndefined();
  });
});
