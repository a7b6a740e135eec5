import { describe, expect, it } from 'vitest';
import { parseRun } from '../flow/parse.ts';
import type { Decision } from '../verify/question.ts';
import type { Answer } from './answer.ts';
import { breakIt } from './break.ts';
import { flows } from './flows.ts';
import { list } from './list.ts';
import { run } from './run.ts';
import { UsageError } from './usage.ts';

const words = (line: string): string[] =>
  Array.from(line.matchAll(/'([^']*)'|(\S+)/g), ([, quoted, plain]) => quoted ?? plain ?? '');
const text = (answer: Answer): string => [...answer.lines].join('\n');
const refusal = async (command: (args: string[]) => unknown, line: string): Promise<string> => {
  try {
    await command(words(line));
  } catch (error) {
    if (error instanceof UsageError) return `${error.message}\n${error.next}`;
    throw error;
  }
  return '';
};

describe('sim list', () => {
  it('names everything that can be typed, for a person and for a program', () => {
    const answer = list(['caching']);
    const about = answer.json as Record<string, { id: string }[]>;
    for (const part of ['variants', 'fixes', 'params', 'workloads', 'nodes', 'guarantees']) {
      expect(about[part], part).not.toHaveLength(0);
      for (const { id } of about[part] ?? []) expect(text(answer)).toContain(id);
    }
    expect(about['guarantees']?.[0]).toMatchObject({ ref: 'C1', kind: 'always', over: 'orders' });
    expect(text(list([]))).toContain('caching');
  });
});

describe('sim run', () => {
  it('is fine where nothing is broken', async () => {
    const answer = await run(words('caching --variant write-back --workload two-shoppers'));
    expect(answer.exitCode).toBe(0);
    expect(answer.json).toMatchObject({ over: { why: 'rest' }, run: { seed: 1 } });
    expect(text(answer)).toMatch(/holds +C2 +Every acknowledged write survives/);
  });

  it('fails where a guarantee is broken, and tells the instant and the sentence', async () => {
    const line = `caching --variant write-back --workload two-shoppers --fault 'crash cache @5.4s for 1s'`;
    const answer = await run(words(line));
    expect(answer.exitCode).toBe(1);
    const { guarantees } = answer.json as { guarantees: { ref: string; verdict: string }[] };
    expect(guarantees.find(({ ref }) => ref === 'C2')?.verdict).toBe('broken');
    expect(text(answer)).toMatch(/BROKEN +C2 .* at \d\.\d+ s: /);
  });

  it('prints every entry, once as a sentence and once as data', async () => {
    const answer = await run(words('caching --workload two-shoppers --trace --until 1s'));
    const { entries, entryCount } = answer.json as { entries: unknown[]; entryCount: number };
    expect(entries).toHaveLength(entryCount);
    expect(text(answer).split('\n').length).toBeGreaterThan(entryCount);
    expect(text(answer)).toContain('stopped at 1.000 s');
  });

  it('prints the same hash for the same run and another for another seed', async () => {
    const hash = async (more: string): Promise<string> =>
      text(await run(words(`caching --workload two-shoppers --hash ${more}`)));
    const first = await hash('');
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await hash('--seed 1')).toBe(first);
    expect(await hash('--seed 2')).not.toBe(first);
  });

  it.each<[string, string]>([
    ['', 'Which flow?'],
    ['cachng', 'Did you mean "caching"?'],
    ['caching --variant write-bak', '--variant: found "write-bak"'],
    ['caching --fix wall', '--fix wall: found "wall". Allowed: '],
    ['caching --fix fill', '--fix fill: found "on". Allowed: set, add, versioned, lease.'],
    ['caching --variant write-back --fix writeOp=del-after', 'only with the variant cache-aside'],
    ['caching --set ttlMs', 'Write --set ttlMs=value'],
    ['caching --set ttlMs=5', '--set ttlMs: found 5. Allowed: a number from 100'],
    ['caching --set ttlMs=soon', '--set ttlMs: found "soon"'],
    ['caching --set ttlMs=500,ttlMs=600', '--set gives "ttlMs" twice.'],
    ['caching --seed -1', "'--seed'"],
    ['caching --seed 1.5', '--seed: found 1.5. Allowed: a whole number'],
    ['caching --until 6', '--until found "6", which is no span of time.'],
    ["caching --fault 'crash cahce @1s'", `--fault 'crash cahce @1s': found "cahce"`],
    ["caching --fault 'crash cache'", 'it needs an instant, like @3.2s'],
    ["caching --hold 'read-1/GET'", 'Write: read-1/SET until read-2/GET'],
    ['caching --falut x', 'Did you mean --fault?'],
    ['caching caching', '"caching" is one word too many.'],
    ['caching --seed 1 --seed 2', '--seed stands there twice.'],
    ['--run /nowhere.json', 'The file "/nowhere.json" cannot be read'],
    ['caching --run x.json', 'takes the whole run from a file'],
  ])('refuses "%s" with what, why and what next', async (line, why) => {
    expect(await refusal(run, line)).toContain(why);
  });
});

describe('sim break', () => {
  const setup = 'caching --variant write-back --workload two-shoppers';
  const C2 = `${setup} --guarantee C2`;

  it('finds the fewest faults, and a run that plays to the violation', async () => {
    const answer = breakIt(
      words(
        'caching --variant write-back --guarantee C2 --workload one-write --fix fill=lease --kinds crash:cache',
      ),
    );
    expect(answer.exitCode).toBe(1);
    const { witness, ...decision } = answer.json as Decision;
    expect(decision).toMatchObject({ verdict: 'broken', faultCount: 1, delayCount: 0 });
    expect(Object.keys(answer.json as object)).toEqual([
      'verdict',
      'faultCount',
      'delayCount',
      'stateCount',
      'entryCount',
      'coverage',
      'witness',
    ]);
    expect(parseRun(flows, witness)).toEqual({ ok: true, run: witness });

    const command = text(answer).split('npm run -s sim -- run ')[1] ?? '';
    const replay = await run(words(command));
    expect(replay.exitCode).toBe(1);
    const replayed = replay.json as {
      run: unknown;
      guarantees: { ref: string; verdict: string }[];
    };
    expect(replayed.run).toEqual(witness);
    expect(replayed.guarantees.find(({ ref }) => ref === 'C2')?.verdict).toBe('broken');
  });

  it('holds when all states were looked at, and says over what', () => {
    const holds = 'caching --variant cache-aside --fix fill=set,start=warm --workload one-write';
    const answer = breakIt(words(`${holds} --guarantee C1 --faults 0`));
    expect(answer).toMatchObject({ exitCode: 0, json: { verdict: 'holds', witness: null } });
    expect(text(answer)).toMatch(
      /every order of delivery, no fault, no late deadline: [\d,]+ states/,
    );
  });

  it('takes the workloads that the guarantee names, and the cheapest witness of all', () => {
    const answer = breakIt(words('caching --variant cache-aside --guarantee C1 --faults 0'));
    expect(answer.json).toMatchObject({ verdict: 'broken', witness: { workload: 'one-write' } });
  });

  it('judges in virtual time what is meant to be, over seeds and places of faults', () => {
    const answer = breakIt(
      words('caching --variant cache-aside --guarantee C3b --kinds drop:DEL --bound 100ms'),
    );
    expect(answer.exitCode).toBe(1);
    const { witness, coverage } = answer.json as Decision;
    expect(coverage).toContain('timed runs of seeds 1 to 20, at most 1 drop of DEL');
    expect(witness?.faults).toMatchObject([{ kind: 'drop' }]);
    expect(text(answer)).toContain('Broken: Old values end with their time to live.');
    expect(text(answer)).toContain('C3b is judged there by its own bound, not by 100ms.');
  });

  it('is unfinished when the states run out', () => {
    const answer = breakIt(words(`${C2} --fix fill=lease,conditionalFlush --states 2000`));
    expect(answer.exitCode).toBe(1);
    expect(answer.json).toMatchObject({ verdict: 'unfinished', witness: null, entryCount: 0 });
  });

  it.each<[string, string]>([
    ['caching', 'Which guarantee?'],
    ['caching --guarantee C99', 'There is no guarantee "C99" in caching.'],
    ['caching --guarantee fresh-raeds', 'Did you mean "fresh-reads"?'],
    [`${C2} --bound 31s`, 'the guarantee C2 has no bound in time'],
    [`${C2} --kinds crush:cache`, 'There is no fault "crush" in this flow.'],
    [`${C2} --kinds crash:cahce`, '"crash" does not fit "cahce". It fits'],
    ['caching --guarantee C3b --kinds crush', 'There is no fault "crush" in this flow.'],
    [`${C2} --faults many`, '--faults found "many". Write a whole number'.replace('. ', '.\n')],
    [`${C2} --faults 99`, '--faults found "99".'],
    [`${C2} --seed 1`, 'There is no option "--seed" here.'],
  ])('refuses "%s" with what, why and what next', async (line, why) => {
    expect(await refusal(breakIt, line)).toContain(why);
  });
});
