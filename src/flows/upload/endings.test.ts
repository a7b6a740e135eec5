/** How uploads end: what the page says when attempts are used up, or nobody can tell. */
import { describe, expect, test } from 'vitest';
import { traceOf } from '../../flow/compile.ts';
import type { Run } from '../../flow/run.ts';
import { SECOND } from '../../kernel/time.ts';
import type { Trace } from '../../kernel/trace.ts';
import { upload } from './index.ts';

const run = (more: Partial<Run>): Trace =>
  traceOf(upload, {
    version: 1,
    flow: 'upload',
    variant: 'presigned-put',
    fixes: {},
    params: {},
    workload: 'one-file',
    seed: 1,
    faults: [],
    holds: [],
    inputs: [],
    ...more,
  });

const factsOf = ({ entries }: Trace, type: string, field: string) =>
  entries
    .filter((each) => each.kind === 'fact')
    .flatMap(({ fact }) => (fact.type === type ? [fact[field]] : []));

const signsOf = (trace: Trace) => factsOf(trace, 'shown', 'sign');

const own = (event: string, node: string, atS: number): Run['faults'][number] => ({
  kind: 'own',
  event,
  node,
  atUs: atS * SECOND,
});

describe('a page', () => {
  test.each(['presigned-put', 'presigned-post', 'multipart'])(
    'of %s learns of the row that an event wrote',
    (variant) => {
      expect(signsOf(run({ variant, fixes: { finalize: 'event' } }))).toEqual(['done']);
    },
  );

  test('learns that what it had announced was turned down', () => {
    const fixes = { order: 'pendingFirst', finalize: 'event', verifyOnComplete: 'on' };
    expect(signsOf(run({ fixes, workload: 'disguise' }))).toEqual(['failed']);
  });

  test('does not know how it ended when the server could not say', () => {
    const faults = [own('failComplete', 'storage', 1)];
    const trace = run({ variant: 'multipart', params: { maxAttempts: 1 }, faults });
    expect(signsOf(trace)).toEqual(['unknown']);
  });

  test('has its URL signed when it is its turn, if that is when it is needed', () => {
    const expired = (signOnDemand: string) =>
      factsOf(run({ workload: 'queue', fixes: { signOnDemand } }), 'urlExpired', 'part');
    expect(expired('on')).toEqual([]);
    expect(expired('off').length).toBeGreaterThan(0);
  });
});

describe('attempts', () => {
  test('go on over URLs that are signed anew, each of them too old at once', () => {
    const faults = [{ kind: 'skew', node: 'storage', atUs: 0, byUs: 3_600 * SECOND }] as const;
    const params = { maxAttempts: 3 };
    const trace = run({ fixes: { signOnDemand: 'on' }, params, faults });
    expect(factsOf(trace, 'rejected', 'code')).toEqual(Array(3).fill('AccessDenied'));
    expect(signsOf(trace)).toEqual(['failed']);
  });

  test('of PATCHes end when one after the other brought nothing', () => {
    const wrong = [1, 8].map((atS) => own('corrupt', 'api', atS));
    const ended = (faults: Run['faults']) => signsOf(run({ variant: 'tus', faults }));
    expect(ended(wrong.slice(0, 1))).toEqual(['done']);
    expect(ended(wrong)).toEqual(['failed']);
  });
});
