/** What the machines do in virtual time: the steps of a request, and the sign of each gap. */
import { describe, expect, it } from 'vitest';
import type { Loose } from '../../kernel/json.ts';
import { brokenIn, factsOf, sentFor, traced, walk } from './fixture.ts';
import { pauseMs } from './machines/pause.ts';
import { metrics } from './metrics.ts';

describe('a request', () => {
  it('goes from the browser through handler, service and repository to the database, and back', () => {
    const ways = traced({}).entries.flatMap((entry) =>
      entry.kind === 'send' && entry.event.op === 'edit-1' ? [`${entry.from}>${entry.to}`] : [],
    );
    const bare = ways.map((way) => way.replaceAll('/edit-1', ''));
    expect(bare).toEqual([
      'user-a>api',
      'api>service',
      'service>repository',
      'repository>db',
      'db>repository',
      'repository>service',
      'service>api',
      'api>user-a',
    ]);
  });

  it('walks through the steps that are listed', () => {
    const trace = traced({ fixes: { idem: 'nonAtomic', cache: 'deleteAfter' } });
    expect(walk(trace, 'api/edit-1')).toEqual(['parsing', 'validating', 'calling', 'responding']);
    expect(walk(trace, 'service/edit-1')).toEqual([
      'lookingUpKey',
      'writing',
      'savingKey',
      'answering',
    ]);
    expect(walk(trace, 'repository/open-1')).toEqual([
      'readingCache',
      'querying',
      'fillingCache',
      'answering',
    ]);
  });

  it('is done by the handler where there is neither service nor repository', () => {
    const trace = traced({ fixes: { serviceLayer: 'off', repository: 'off' } });
    const from = new Set(
      sentFor(trace, 'edit-1').flatMap(({ from: node }) => String(node).split('/')[0]),
    );
    expect(from).toEqual(new Set(['user-a', 'api', 'db']));
  });
});

describe('an ordinary day', () => {
  it('breaks nothing', () => {
    const trace = traced({});
    expect(brokenIn(trace)).toEqual([]);
    expect(factsOf(trace, 'answered').map(({ outcome }) => outcome)).not.toContain('failed');
  });
});

/** The five gaps of the seed: what is seen with the fix off, and not with it on. */
describe('the sign of', () => {
  it('no service layer: what the form may not write, the import does', () => {
    const rows = (serviceLayer: string): unknown[] =>
      factsOf(traced({ workload: 'import-file', fixes: { serviceLayer } }), 'created').map(
        ({ qty }) => qty,
      );
    expect(rows('off')).toEqual([4, -5]);
    expect(rows('on')).toEqual([4]);
  });

  it('no repository: a deleted row and a foreign one on the page', () => {
    const titles = (repository: string): string[] => {
      const page = sentFor(traced({ workload: 'trash', fixes: { repository } }), 'list-1').find(
        ({ type }) => type === 'page',
      );
      const data: readonly { title: string }[] = (page as Loose).data;
      return data.map(({ title }) => title);
    };
    expect(titles('off')).toEqual(expect.arrayContaining(['Item 5', 'Old lamp', 'Secret plan']));
    for (const title of ['Item 5', 'Old lamp', 'Secret plan']) {
      expect(titles('on')).not.toContain(title);
    }
  });

  it('no validation: a row without a title', () => {
    const made = (validation: string): string[] =>
      factsOf(traced({ workload: 'bad-input', fixes: { validation } }), 'created').map(
        ({ op }) => op,
      );
    expect(made('none')).toEqual(['create-1', 'create-2']);
    expect(made('client')).toEqual(['create-2']);
    expect(made('server')).toEqual([]);
  });

  it('no cache: the same query again and again', () => {
    const repeats = (cache: string): number => {
      const { start, on, value } = metrics.find(({ id }) => id === 'repeated-queries') as Loose;
      let state: Loose = start;
      for (const fact of factsOf(traced({ workload: 'page-views', fixes: { cache } }), 'queried')) {
        state = on(state, { kind: 'fact', fact }, 0);
      }
      return value(state, 0);
    };
    expect(repeats('none')).toBe(8);
    expect(repeats('versioned')).toBe(0);
  });

  it('no error handling: SQL in the answer', () => {
    const answer = (errorHandler: string): Loose =>
      sentFor(
        traced({ workload: 'taken-title', fixes: { uniqueIndex: 'on', errorHandler } }),
        'create-1',
      ).find(({ type }) => type === 'rawError' || type === 'titleTaken');
    expect(answer('off')).toMatchObject({ sql: expect.stringContaining('INSERT INTO items') });
    expect(JSON.stringify(answer('on'))).not.toMatch(/INSERT|stack/);
  });

  it('21 queries for one page: owners one by one', () => {
    const queries = (batchLoad: string): number =>
      factsOf(traced({ workload: 'page-views', fixes: { batchLoad } }), 'queried').filter(
        ({ op }) => op === 'list-1',
      ).length;
    expect([queries('off'), queries('on'), queries('join')]).toEqual([21, 2, 1]);
  });
});

describe('over HTTP', () => {
  const replies = (workload: string, fixes: Record<string, string>, op: string): string[] =>
    sentFor(traced({ workload, fixes }), op)
      .filter(({ from }) => String(from).split('/')[0] === 'api')
      .map(({ type }) => type)
      .filter((type) => type !== 'WORK');

  it.each<[string, string, Record<string, string>, string, string]>([
    ['304 when nothing has changed', 'one-item', { etag: 'atomic' }, 'open-3', 'notModified'],
    ['412 when somebody else was first', 'vanished-edit', { etag: 'atomic' }, 'edit-2', 'mismatch'],
    ['428 without If-Match', 'blind-edit', { etag: 'atomic' }, 'edit-2', 'matchRequired'],
    ['422 for a key with another body', 'reused-key', { idem: 'atomic' }, 'create-2', 'keyReused'],
    [
      '409 for a title that is taken',
      'taken-title',
      { uniqueIndex: 'on' },
      'create-1',
      'titleTaken',
    ],
    ['409 when the last unit is sold', 'last-unit', { sale: 'conditional' }, 'sell-2', 'soldOut'],
    ['404 for what is deleted', 'trash', {}, 'open-2', 'notFound'],
    ['400 for what is not valid', 'bad-input', {}, 'create-2', 'badRequest'],
    ['202 for an import', 'import-file', {}, 'import-1', 'accepted'],
    ['204 for a delete', 'trash', {}, 'remove-1', 'removed'],
  ])('answers %s', (_, workload, fixes, op, type) => {
    expect(replies(workload, fixes, op)).toContain(type);
  });

  it('says 201 with the place and the tag of what is new', () => {
    const trace = traced({ workload: 'double-order', fixes: { etag: 'atomic' } });
    expect(sentFor(trace, 'create-1').at(-1)).toMatchObject({
      type: 'created',
      location: '/api/items/58',
      etag: 'v1',
    });
  });
});

describe('a layer that is down', () => {
  it('is an exception like any other, and no word of the database', () => {
    const answer = (errorHandler: string): Loose =>
      sentFor(
        traced({
          workload: 'taken-title',
          fixes: { errorHandler },
          faults: [{ kind: 'crash', node: 'service', atUs: 250_000, downForUs: 500_000 }],
        }),
        'create-1',
      ).at(-1);
    expect(answer('on')).toMatchObject({ type: 'unavailable' });
    expect(answer('off')).toMatchObject({ type: 'rawError' });
    expect(JSON.stringify(answer('off'))).not.toContain('5432');
  });
});

describe('a lost answer', () => {
  const lost = { faults: [{ kind: 'drop', message: 'create-1/created' }] } as const;
  const rows = (fixes: Record<string, string>): [number, unknown] => {
    const trace = traced({ workload: 'double-order', fixes, ...lost });
    const [told] = factsOf(trace, 'answered');
    return [factsOf(trace, 'created').length, told?.['outcome']];
  };

  it('is a lie, two rows, or one row, as retry and key have it', () => {
    expect(rows({})).toEqual([1, 'failed']);
    expect(rows({ noAnswer: 'unknown' })).toEqual([1, 'unknown']);
    expect(rows({ retry: 'on' })).toEqual([2, 'saved']);
    expect(rows({ retry: 'on', idem: 'atomic' })).toEqual([1, 'saved']);
  });

  it('of an attempt that is still at work makes the next one wait, not an error', () => {
    const trace = traced({
      workload: 'double-order',
      fixes: { retry: 'on', idem: 'atomic' },
      faults: [{ kind: 'delay', message: 'create-1/TX', byUs: 2_000_000 }],
      params: { dbTimeoutMs: 'inf' },
    });
    expect(sentFor(trace, 'create-1').map(({ type }) => type)).toContain('keyInFlight');
    expect(walk(trace, 'user-a')).toContain('waiting');
    expect(factsOf(trace, 'created')).toHaveLength(1);
    expect(factsOf(trace, 'answered')[0]).toMatchObject({ outcome: 'saved' });
  });
});

describe('who gets no answer', () => {
  it('has waited through all attempts and pauses', () => {
    const [first, second] = ['', '#2'].map((nth) => ({
      kind: 'drop' as const,
      message: `create-1/postItem${nth}`,
    }));
    const trace = traced({
      workload: 'double-order',
      fixes: { retry: 'on' },
      params: { maxAttempts: 2 },
      faults: [first, second] as never,
    });
    const [told] = factsOf(trace, 'answered');
    expect(told?.['outcome']).toBe('failed');
    expect(Number(told?.['tookUs'])).toBeGreaterThan(2 * 1_500_000);
  });

  it('waits for as long as the server says', () => {
    const attempt = { chance: 0.5 };
    expect(pauseMs({ backoffMs: 100 }, 3, attempt)).toBe(200);
    expect(pauseMs({ backoffMs: 100 }, 3, { ...attempt, retryAfter: 1 })).toBe(1_000);
  });
});

describe('a crowd', () => {
  it('tries again, too', () => {
    const failed = (retry: string): number =>
      factsOf(
        traced({
          workload: 'crowd-mixed',
          fixes: { retry },
          params: { durationMs: 2_000 },
          faults: [{ kind: 'crash', node: 'db', atUs: 1_000_000, downForUs: 500_000 }],
        }),
        'answered',
      ).filter(({ outcome }) => outcome === 'failed').length;
    expect(failed('off')).toBeGreaterThan(0);
    expect(failed('on')).toBe(0);
  });

  it('keeps contexts that do not grow with what is done', () => {
    const sizes = (durationMs: number): number => {
      const fixes = { cache: 'versioned', etag: 'atomic' };
      const params = { durationMs, readPercent: 50, keyTtlMs: 1_000 };
      const trace = traced({ workload: 'crowd-mixed', fixes, params });
      const world = trace.worldAt(trace.entries.length - 1);
      return Math.max(
        ...[...world.actors.values()].map(
          ({ standing }) => JSON.stringify(standing.context).length,
        ),
      );
    };
    expect(sizes(12_000)).toBeLessThan(sizes(4_000) * 1.2);
  });
});
