import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
import { complaints, edited, text } from './check-fixture.ts';
import { flows } from './flows.ts';
import { UsageError } from './usage.ts';

describe('an author reads', () => {
  it('nothing, where nothing is wrong', () => {
    expect(complaints(text)).toEqual([]);
  });

  it.each<[what: string, from: string, to: string, ...said: string[]]>([
    [
      'which kinds of step there are',
      'kind: fault',
      'kind: fualt',
      'lost.yaml:17:11 steps[1].kind: found "fualt". Allowed: context, run, predict, fault, observe, explain, fix, challenge. Did you mean "fault"?',
    ],
    [
      'which field was meant',
      'until: 3.8s',
      'untill: 3.8s',
      'lost.yaml:20:5 steps[1].untill: There is no field "untill" here. Allowed: kind, id, notes, focus, variant, workload, seed, fixes, params, faults, holds, acts, say, outcome, after, start, until, expect. Did you mean "until"?',
    ],
    [
      'that prose within braces wants quotes',
      'say: "Too slow."',
      'say: Too slow, by far',
      'lost.yaml:43:73 Within { } a comma ends a text, so "by far" became a field of its own. Put the text in quotes: say: "Too slow, by far"',
    ],
    [
      'that prose with a colon wants quotes',
      'say: A log.',
      'say: Note: a log.',
      'lost.yaml:30:10 Nested mappings are not allowed in compact mappings. A text with a colon in it wants quotes: say: "Note: it is slow"',
    ],
    [
      'which nodes there are',
      'focus: [cache]',
      'focus: [cahce]',
      'lost.yaml:21:13 steps[1].focus[0]: found "cahce". Allowed: shopper-a, shopper-b, api, cache, db. Did you mean "cache"?',
    ],
    [
      'which metric was meant',
      'expect: [{ metric: lost-writes',
      'expect: [{ metric: lost-write',
      'lost.yaml:32:24 steps[3].expect[0].metric: found "lost-write". Allowed: hit-ratio, loads, loads-per-second, concurrent-loads, stale-hits, stale-age, different-keys, dirty-entries, flush-lag, lost-writes, latency-p50, latency-p99. Did you mean "lost-writes"?',
    ],
    [
      'that a check compares once',
      'expect: [{ metric: lost-writes, eq: 0 }]',
      'expect: [{ metric: lost-writes, equals: 0 }]',
      'lost.yaml:32:37 steps[3].expect[0].equals: There is no field "equals" here. Allowed: metric, eq, lt, le, gt, ge.',
    ],
    [
      'which guarantees there are',
      'guarantee: C1',
      'guarantee: C9',
      'lost.yaml:22:27 steps[1].expect[0].guarantee: found "C9". Allowed: C1, fresh-reads, C2, durable-writes, C3, convergence, C3b, stale-bound, C4, no-dirty-read, C5, monotonic-session, C6, herd-bound. Did you mean "C1"?',
    ],
    [
      'which values a fix has',
      'fixes: { wal: always }',
      'fixes: { wal: on }',
      'lost.yaml:31:19 steps[3].fixes.wal: found "on". Allowed: off, always, everysec.',
    ],
    [
      'that the variant does not have the fix',
      'variant: write-back',
      'variant: cache-aside',
      'lost.yaml:31:19 steps[3].fixes.wal: found "wal". Allowed: only with the variant write-back; this run has cache-aside.',
      'lost.yaml:41:31 steps[4].solution.fixes.wal: found "wal". Allowed: only with the variant write-back; this run has cache-aside.',
      'lost.yaml:43:48 steps[4].nonSolutions[0].change.params.flushIntervalMs: found "flushIntervalMs". Allowed: only with the variant write-back; this run has cache-aside.',
    ],
    [
      'how a fault is written',
      'crash cache @3.2s for 300ms',
      'crash cache for 300ms',
      'lost.yaml:19:14 steps[1].faults[0]: "crash cache for 300ms" is no fault: it needs an instant, like @3.2s. Write it like: crash cache @3.2s for 2s',
    ],
    [
      'where a fault may be',
      'crash cache @3.2s for 300ms',
      'crash cash @3.2s for 300ms',
      'lost.yaml:19:14 steps[1].faults[0]: found "cash". Allowed: shopper-a, shopper-b, api, cache, db. Did you mean "cache"?',
    ],
    [
      'which message was meant',
      'crash cache @3.2s for 300ms',
      'drop write-1/SETT',
      'lost.yaml:19:14 steps[1].faults[0]: found "SETT". Allowed: getItem, putItem, item, saved, problem, GET, HIT, MISS, SET, ADD, SETV, SETL, STORED, NOT_STORED, DEL, DELETED, RELEASE, LOAD, ROW, COMMIT, COMMITTED, LOCK, LOCKED, UNLOCK, FLUSH, FLUSHED, ERR, APPEND, APPENDED, REPL and 15 more. Did you mean "SET"?',
    ],
    [
      'that one option is right',
      'say: "No."',
      'right: true, say: "No."',
      'lost.yaml:14:7 steps[0].options: 2 options are marked "right: true"; exactly one must be.',
    ],
    [
      'that a wrong option names its misconception',
      ', misconception: "Saved is safe"',
      '',
      'lost.yaml:14:9 steps[0].options[0]: The option "all" is wrong, so it names its misconception: what one must believe to choose it.',
    ],
    [
      'that two steps have one id',
      'id: find',
      'id: crash',
      'lost.yaml:23:9 steps[2].id: Another step is called "crash" too.',
    ],
    [
      'which step was meant',
      'after: crash',
      'after: crush',
      'lost.yaml:37:12 steps[4].after: found "crush". Allowed: setup, crash, log. Did you mean "crash"?',
    ],
    [
      'which controls a challenge can allow',
      'allow: { fixes: [wal]',
      'allow: { fixes: [wall]',
      'lost.yaml:38:22 steps[4].allow.fixes[0]: found "wall". Allowed: fill, noTokenPolicy, singleFlight, writeOp, doubleDelete, awaitDelete, cdc, writeOrder, perKeyWriteLock, compensateOnDbFail, conditionalFlush, wal, gateReadsDuringReplay, replication, pinDirty, overflow, negativeCaching, xfetch, loadShedding, eviction, start. Did you mean "wal"?',
    ],
    [
      'that the solution uses what is not allowed',
      'solution: { fixes: { wal: always } }',
      'solution: { fixes: { replication: sync } }',
      'lost.yaml:41:15 steps[4].solution: The fix replication is not allowed here.',
    ],
    [
      'how many hints there are',
      'hints: [What survives?]',
      'hints: [a, b, c, d]',
      'lost.yaml:40:12 steps[4].hints: found a list of 4. Allowed: a list of 1 to 3 hints.',
    ],
    [
      'which scenarios there are',
      'objectives:',
      'prerequisites: [caching.frist]\nobjectives:',
      'lost.yaml:7:17 prerequisites[0]: found "caching.frist". Allowed: caching.first. Did you mean "caching.first"?',
    ],
    [
      'which flows there are',
      'flow: caching',
      'flow: cashing',
      `lost.yaml:8:16 setup.flow: found "cashing". Allowed: ${flows.map(({ id }) => id).join(', ')}. Did you mean "caching"?`,
    ],
    [
      'what is missing, at what it is missing from',
      '    say: The cache crashes.\n',
      '',
      'lost.yaml:16:5 steps[1].say: found nothing. Allowed: a text in Markdown of at most 2000 characters.',
    ],
    [
      'that the version is unknown, and nothing else',
      'schemaVersion: 1\nid: caching.lost',
      'schemaVersion: 2\nid: 7',
      'lost.yaml:1:16 schemaVersion: This is a scenario of version 2; this program reads version 1 only.',
    ],
    [
      'that a field stands there twice',
      'level: intro',
      'level: intro\nlevel: core',
      'lost.yaml:6:1 This field stands here twice.',
    ],
    [
      'that references are not followed',
      'objectives: [Say when a save is safe]',
      'objectives: &a [*a]',
      'lost.yaml:7:17 References (*name) are not read: write it out.',
    ],
  ])('%s', (_, from, to, ...said) => {
    expect(complaints(edited(from, to))).toEqual(said);
  });
});

describe('sim check', () => {
  it('says what was looked at, and fails where something is wrong', () => {
    const file = 'scenarios/caching/01-ghost-of-v0.yaml';
    const answer = check([file]);
    expect(answer.exitCode).toBe(0);
    expect([...answer.lines][0]).toBe(`${file}: caching.ghost-of-v0, 8 steps: fine`);
    expect(answer.json).toMatchObject([{ file, id: 'caching.ghost-of-v0', complaints: [] }]);
    expect(check(['package.json']).exitCode).toBe(1);
  });

  it('says which file cannot be read', () => {
    expect(() => check(['scenarios/none.yaml'])).toThrow(UsageError);
  });
});
