import { describe, expect, it } from 'vitest';
import { ask } from '../kernel/stranger.ts';
import type { Act } from '../kernel/system.ts';
import { shop, shopRun } from '../wire/shop-fixture.ts';
import { compile, traceOf } from './compile.ts';
import { parseRun } from './parse.ts';
import { withStranger } from './stranger.ts';

const withInput = (act: Act) => ({ ...shopRun(1), inputs: [act] });
const put = ask('you-1', 5_000, 'api', { type: 'PUT', key: 'mine', value: 7 });

describe('a call from outside', () => {
  it('is carried out like any other, and its reply comes back to the stranger', () => {
    const { entries } = traceOf(shop, withInput(put));
    const reply = entries.find((entry) => entry.kind === 'send' && entry.to === 'stranger');
    expect(reply).toMatchObject({ from: 'api/for-you-1', event: { type: 'SAVED', version: 1 } });
    expect(entries.some((entry) => entry.kind === 'deliver' && entry.send === reply?.id)).toBe(
      true,
    );
  });

  it('gives the stranger a box and links of its own, in that run only', () => {
    const { nodes, links } = compile(shop, withInput(put)).plan;
    const own = compile(shop, shopRun(1)).plan;
    expect(nodes.slice(own.nodes.length)).toMatchObject([{ id: 'stranger', column: 0, row: 3 }]);
    const apart = { ...own, nodes: own.nodes.filter(({ id }) => id !== 'bob') };
    expect(withStranger(apart).nodes.at(-1)).toMatchObject({ id: 'stranger', row: 1 });
    expect(links.slice(own.links.length).map(({ from, to }) => `${from}->${to}`)).toEqual([
      'stranger->api',
      'api->stranger',
    ]);
  });

  it('is part of a run that comes from outside', () => {
    const parsed = parseRun([shop], withInput(put));
    expect(parsed.ok && parsed.run.inputs).toEqual([put]);
  });

  it.each([
    [
      'another node than clients call',
      ask('you-1', 0, 'db', { type: 'GET', key: 'a' }),
      'event.to',
    ],
    ['a message that is no HTTP', ask('you-1', 0, 'api', { type: 'QUERY' }), 'event.message.type'],
    ['a field that it cannot have', ask('you-1', 0, 'api', { type: 'GET', colour: 1 }), 'colour'],
    ['another act', { ...put, event: { type: 'tell' } }, 'event.type'],
  ])('is refused with %s', (_, act, path) => {
    const parsed = parseRun([shop], withInput(act));
    expect(parsed.ok ? [] : parsed.problems.map((each) => each.path)).toEqual([
      expect.stringContaining(path),
    ]);
  });
});
