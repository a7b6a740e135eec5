/** What the machines do in virtual time. The guarantees are tried out in truth/. */
import { describe, expect, test } from 'vitest';
import { compile, traceOf } from '../../flow/compile.ts';
import type { Run } from '../../flow/run.ts';
import type { Entry } from '../../kernel/entry.ts';
import { execute } from '../../kernel/simulate.ts';
import { nodeOf } from '../../kernel/system.ts';
import { MS, SECOND } from '../../kernel/time.ts';
import type { Trace } from '../../kernel/trace.ts';
import { upload } from './index.ts';
import { metrics } from './metrics.ts';
import { MIB } from './settings.ts';

const run = (more: Partial<Run>): Run => ({
  version: 1,
  flow: 'upload',
  variant: 'presigned-put',
  fixes: {},
  params: {},
  workload: 'tunnel',
  seed: 1,
  faults: [],
  holds: [],
  inputs: [],
  ...more,
});

const entriesOf = (more: Partial<Run>): Entry[] => {
  const made = run(more);
  return Array.from(execute(compile(upload, made).system, made));
};

const factsOf = ({ entries }: Pick<Trace, 'entries'>, type: string) =>
  entries.filter((each) => each.kind === 'fact').filter(({ fact }) => fact.type === type);

const sum = (trace: Trace, type: string): number =>
  factsOf(trace, type).reduce((all, { fact }) => all + Number(fact['bytes']), 0);

const broken = ({ violations }: Trace): string[] => violations.map(({ guarantee }) => guarantee);

function measured(id: string, of: Run): number | null {
  const found = metrics.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no metric "${id}".`);
  const { start, on, value } = found;
  const { entries, endUs } = traceOf(upload, of);
  const folded = entries.reduce((state: unknown, entry) => {
    if (entry.kind !== 'fact') return state;
    const { fact, op, actor, atUs } = entry;
    return on(state, { kind: 'fact', fact, op, actor, node: nodeOf(actor) }, atUs);
  }, start);
  return value(folded, endUs);
}

/** The states that an upload goes through, in order. */
function statesOf(trace: Trace, actor: string): string[] {
  const states: string[] = [];
  for (let i = 0; i < trace.entries.length; i++) {
    const live = trace.worldAt(i).actors.get(actor);
    const state = live === undefined ? undefined : String(live.standing.value);
    if (state !== undefined && state !== states.at(-1)) states.push(state);
  }
  return states;
}

describe('an upload with a presigned URL', () => {
  const one = { workload: 'one-file' } as const;

  test('selects, presigns, uploads directly, and records its metadata', () => {
    const states = statesOf(traceOf(upload, run(one)), 'ada/upload-1');
    expect(states).toEqual(['presigning', 'uploadingDirect', 'recordingMetadata', 'done']);
  });

  test('leaves the last step to an event of storage, and looks until it is done', () => {
    const fixes = { order: 'pendingFirst', finalize: 'event' };
    const trace = traceOf(upload, run({ ...one, fixes }));
    expect(statesOf(trace, 'ada/upload-1')).toContain('awaitingEvent');
    expect(factsOf(trace, 'recorded').map(({ fact }) => fact['status'])).toEqual([
      'PENDING',
      'READY',
    ]);
    expect(factsOf(trace, 'shown').map(({ fact }) => fact['sign'])).toEqual(['done']);
  });

  test('is refused by storage when anything that was signed differs', () => {
    const fixes = { 'signLength+Type': 'on' };
    const trace = traceOf(upload, run({ workload: 'too-large', fixes }));
    expect(factsOf(trace, 'rejected').map(({ fact }) => fact['code'])).toContain(
      'SignatureDoesNotMatch',
    );
    expect(factsOf(trace, 'stored')).toEqual([]);
  });

  test('of more than 5 GiB is refused by storage, and goes in parts', () => {
    const [put, parts] = ['presigned-put', 'multipart'].map((variant) =>
      traceOf(upload, run({ variant, workload: 'ten-gib' })),
    );
    expect(put && factsOf(put, 'rejected').map(({ fact }) => fact['code'])).toEqual([
      'EntityTooLarge',
    ]);
    expect(parts && factsOf(parts, 'partStored')).toHaveLength(160);
    expect(parts && factsOf(parts, 'stored')).toHaveLength(1);
  });
});

describe('a drop at 60 %', () => {
  test.each([
    ['direct-buffered', 160],
    ['direct-streaming', 160],
    ['presigned-put', 160],
    ['presigned-post', 160],
  ])('makes %s send all of it again: the bar falls back to 0', (variant, sentMiB) => {
    const trace = traceOf(upload, run({ variant }));
    expect(sum(trace, 'sent') / MIB).toBeCloseTo(sentMiB, 0);
    const falls = trace.entries.filter(
      (each) =>
        each.kind === 'send' && each.event.type === 'moved' && Number(each.event['bytes']) < 0,
    );
    expect(falls).toHaveLength(1);
    expect(factsOf(trace, 'shown').map(({ fact }) => fact['sign'])).toEqual(['done']);
  });

  test('costs a multipart upload the parts on their way, and tus nothing', () => {
    const [parts = 0, tus = 0] = ['multipart', 'tus'].map(
      (variant) => sum(traceOf(upload, run({ variant })), 'sent') / MIB,
    );
    expect(parts).toBeGreaterThan(100);
    expect(parts).toBeLessThanOrEqual(115);
    expect(tus).toBeCloseTo(100, 1);
  });
});

describe('tus', () => {
  test('sends a PATCH again whose checksum is wrong: 460', () => {
    const fault = { kind: 'own', event: 'corrupt', node: 'api', atUs: 20 * SECOND } as const;
    const trace = traceOf(
      upload,
      run({ variant: 'tus', workload: 'cancel', faults: [fault], params: { sizeMiB: 100 } }),
    );
    expect(factsOf(trace, 'interrupted').map(({ fact }) => fact['why'])).toEqual(['460']);
    expect(sum(trace, 'sent') / MIB).toBeGreaterThan(35);
  });
});

describe('twenty friends on one gigabyte', () => {
  const friends = (variant: string): Trace =>
    traceOf(upload, run({ variant, workload: 'friends' }));

  test('kill a server that buffers, and all their uploads with it', () => {
    const trace = friends('direct-buffered');
    const [died] = factsOf(trace, 'outOfMemory');
    expect(died?.fact['uploads']).toBe(20);
    expect(factsOf(trace, 'shown').map(({ fact }) => fact['sign'])).not.toContain('done');
    expect(broken(trace)).toContain('memory-bound');
  });

  test.each(['direct-streaming', 'presigned-put'])('are served by %s', (variant) => {
    const trace = friends(variant);
    expect(factsOf(trace, 'shown').map(({ fact }) => fact['sign'])).toEqual(
      Array.from({ length: 20 }, () => 'done'),
    );
  });
});

describe('a URL that expires', () => {
  test('lets a request end that began in time', () => {
    const params = { urlTtlS: 60, sizeMiB: 100 };
    const trace = traceOf(upload, run({ workload: 'hasty-sweeper', params }));
    expect(factsOf(trace, 'urlExpired')).toEqual([]);
    expect(factsOf(trace, 'shown').map(({ fact }) => fact['sign'])).toEqual(['done']);
  });

  test('is the same 403 each time it is tried again', () => {
    const trace = traceOf(upload, run({ workload: 'queue' }));
    expect(factsOf(trace, 'rejected').map(({ fact }) => fact['code'])).toEqual(
      Array.from({ length: 8 }, () => 'AccessDenied'),
    );
  });
});

describe('over the wire', () => {
  test('a part hides its ETag unless the bucket exposes it', () => {
    const tags = (exposeETag: string): boolean[] =>
      entriesOf({ variant: 'multipart', workload: 'one-file', fixes: { exposeETag } })
        .filter((each) => each.kind === 'send' && each.event.type === 'stored')
        .map((each) => each.kind === 'send' && 'etag' in each.event);
    expect(tags('on')).toEqual([true, true]);
    expect(tags('off')).toEqual([false, false]);
  });

  test('a presigned URL says until when it lives, by the clock of the API', () => {
    const params = { urlTtlS: 60 };
    const [answer] = entriesOf({ params }).filter(
      (each) => each.kind === 'send' && each.event.type === 'uploadUrl',
    );
    expect(answer?.kind === 'send' && answer.event['expiresAt']).toBe('2026-01-01T00:01:00Z');
  });
});

describe('what a person does', () => {
  test('a file of their own gives its name, size and type to the run', () => {
    const file = { name: 'Mein Bild/1.png', sizeBytes: 3 * MIB, contentType: 'image/png' };
    const event = upload.acts['own']?.event(1, file) ?? { type: 'none' };
    expect(event).toEqual({
      type: 'upload',
      name: 'Mein_Bild_1.png',
      sizeBytes: 3 * MIB,
      contentType: 'image/png',
      body: 'png:Mein_Bild_1.png',
    });
    const act = { op: 'own-h1', node: 'ada', atUs: 100 * MS, event };
    const trace = traceOf(upload, run({ workload: 'photos', inputs: [act] }));
    const ended = factsOf(trace, 'shown').filter(({ op }) => op === 'own-h1');
    expect(ended.map(({ fact }) => fact['sign'])).toEqual(['done']);
  });

  test('closing the tab when all is sent leaves a file that nobody finds, unless storage tells', () => {
    const trace = traceOf(upload, run({ workload: 'closed-tab' }));
    expect(broken(trace)).toContain('no-orphan');
    const fixes = { order: 'pendingFirst', finalize: 'event', sweeper: 'on' };
    const told = traceOf(upload, run({ workload: 'closed-tab', fixes }));
    expect(broken(told)).toEqual([]);
  });

  test('what can be had has a row and an object: neither alone counts', () => {
    const ready = (fixes: Record<string, string>) =>
      measured('ready', run({ workload: 'closed-tab', fixes }));
    expect(ready({})).toBe(1);
    expect(ready({ order: 'readyFirst' })).toBe(2);
    expect(ready({ order: 'pendingFirst', finalize: 'event' })).toBe(2);
  });

  test('cancelling aborts a multipart upload', () => {
    const trace = traceOf(upload, run({ variant: 'multipart', workload: 'cancel' }));
    expect(factsOf(trace, 'aborted')).toHaveLength(1);
    expect(broken(trace)).not.toContain('no-leaked-parts');
  });

  test('after a reload only what was written down is not sent again', () => {
    const sentMiB = (resume: string): number =>
      sum(
        traceOf(upload, run({ variant: 'multipart', workload: 'reload', fixes: { resume } })),
        'sent',
      ) / MIB;
    expect(sentMiB('off')).toBeGreaterThan(155);
    expect(sentMiB('on')).toBeLessThan(120);
  });
});

test('contexts hold no list that grows with what is done', () => {
  const params = { users: 30, sizeMiB: 2 };
  const trace = traceOf(upload, run({ workload: 'bad-line', params }));
  const world = trace.worldAt(trace.entries.length - 1);
  const page = world.actors.get('ada');
  expect(factsOf(trace, 'shown')).toHaveLength(30);
  expect(JSON.stringify(page?.standing.context).length).toBeLessThan(1_000);
  expect(trace.endUs).toBeGreaterThan(30 * SECOND);
});
