import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Library } from '../flow/library.ts';
import { parseRunText } from '../flow/parse.ts';
import { catalogue } from '../flows/catalogue.ts';
import { decodeLink } from '../playback/link.ts';
import { exportRun } from './export.ts';
import { flows } from './flows.ts';
import { UsageError } from './usage.ts';

const LOSS = `caching --variant write-back --workload two-shoppers --fault 'crash cache @5.4s for 1s'`;
const folder = mkdtempSync(join(tmpdir(), 'data-flows-export-'));
afterAll(() => rmSync(folder, { recursive: true }));

const words = (line: string): string[] =>
  Array.from(line.matchAll(/'([^']*)'|(\S+)/g), ([, quoted, plain]) => quoted ?? plain ?? '');
const printed = async (line: string): Promise<string> =>
  [...(await exportRun(words(line))).lines].join('\n');
const refusal = async (line: string): Promise<string> => {
  try {
    await exportRun(words(line));
  } catch (error) {
    if (error instanceof UsageError) return `${error.message}\n${error.next}`;
    throw error;
  }
  return '';
};

describe('sim export', () => {
  it('prints the run as JSON, which every command takes from a file', async () => {
    const text = await printed(`json ${LOSS}`);
    const parsed = parseRunText(flows, text);
    expect(parsed).toMatchObject({ ok: true, run: { faults: [{ kind: 'crash' }] } });
    const file = join(folder, 'run.json');
    writeFileSync(file, text);
    expect(await printed(`json --run ${file}`)).toBe(text);
  });

  it('prints the link of the run, at an instant', async () => {
    const linked = await decodeLink(
      new Library(catalogue),
      await printed(`link ${LOSS} --at 5.4s`),
    );
    expect(linked).toMatchObject({ ok: true, place: { atUs: 5_400_000 } });
  });

  it('prints a part of the sequence, as Mermaid and as SVG', async () => {
    const part = `${LOSS} --from 5.3s --to 6s`;
    expect(await printed(`mermaid ${part}`)).toContain('Note over n3: Crash Cache, 5.4 s');
    expect(await printed(`mermaid ${part}`)).not.toContain('PUT cart:1');
    expect(await printed(`mermaid ${LOSS}`)).toContain('PUT cart:1');
    expect(await printed(`sequence.svg ${part}`)).toMatch(/^<svg [^]*Crash Cache at[^]*<\/svg>$/);
  });

  it('draws the diagram at the instant that is asked for, or where a guarantee breaks', async () => {
    expect(await printed(`diagram.svg ${LOSS} --at 5.5s`)).toContain('>5.500 s</text>');
    expect(await printed(`diagram.svg ${LOSS}`)).toContain('>Broken: C1 Reads see');
  });

  it('writes the diagram as a PNG, twice as large as it is', async () => {
    const file = join(folder, 'diagram.png');
    const answer = await exportRun(words(`diagram.png ${LOSS} --at 5.5s --out ${file}`));
    const png = readFileSync(file);
    const svg = await printed(`diagram.svg ${LOSS} --at 5.5s`);
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
      2 * Number(width),
      2 * Number(height),
    ]);
    expect(answer).toMatchObject({ exitCode: 0, json: { file, bytes: png.length } });
  });

  it('reports the run on one page, with what replays it', async () => {
    const text = await printed(`report.md ${LOSS}`);
    expect(text).toContain('# Broken: Reads see what was saved before');
    expect(text).toContain(`npm run -s sim -- run ${LOSS}`);
    expect(text).toMatch(/\n#v1:[\w-]+\n/);
  });

  it.each<[string, string]>([
    ['', 'Export what?'],
    ['mermiad caching', 'Did you mean "mermaid"?'],
    ['json', 'Which flow?'],
    ['json chaching', 'There is no flow "chaching".'],
    ['json caching --at 1s', '--at says nothing about json.'],
    ['report.md caching --from 1s', 'It belongs to mermaid, sequence.svg.'],
    ['diagram.png caching', 'Say where to: --out diagram.png'],
    ['diagram.svg caching --at 1h', '--at 3600s is outside the run.'],
    ['mermaid caching --from 2s --to 1s', '--to 1s is before --from 2s.'],
    ['mermaid caching --to soon', 'which is no span of time'],
    ['json caching --out /nowhere/at/all.json', 'cannot be written'],
    ['json caching --seed -1', "'--seed'"],
    ['json caching --trace', 'There is no option "--trace" here.'],
    ['json --run x.json caching', 'takes the whole run from a file'],
  ])('refuses "%s" with what, why and what next', async (line, why) => {
    expect(await refusal(line)).toContain(why);
  });
});
