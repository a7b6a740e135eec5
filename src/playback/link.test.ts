import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Flow } from '../flow/flow.ts';
import { Library } from '../flow/library.ts';
import { decodeLink, encodeLink, PACKED_MAX, UNPACKED_MAX } from './link.ts';
import { crashAt, notes, notesRun } from './testing/notes.ts';

const library = new Library([{ ...notes, load: () => Promise.resolve(notes) }]);
const packed = async (
  text: string | Uint8Array<ArrayBuffer>,
  format = 'deflate-raw',
): Promise<string> => {
  const stream = new Blob([text])
    .stream()
    .pipeThrough(new CompressionStream(format as CompressionFormat));
  const bytes = Buffer.from(await new Response(stream).arrayBuffer());
  return bytes.toString('base64url');
};
const problemOf = async (fragment: string): Promise<string> => {
  const linked = await decodeLink(library, fragment);
  if (linked === null || linked.ok) throw new Error('It was not refused.');
  return `${linked.problem.title} ${linked.problem.details.join(' ')}`;
};

const aRun = fc.record({
  seed: fc.nat(),
  params: fc.record({ flushEveryMs: fc.integer({ min: 10, max: 400 }) }),
  fixes: fc.constantFrom<Record<string, string>>({}, { log: 'on' }),
  faults: fc.array(
    fc.oneof(
      fc.nat(10 ** 9).map(crashAt),
      fc
        .constantFrom('save-1/SAVE', 'save-2/SAVED')
        .map((message) => ({ kind: 'drop', message }) as const),
    ),
    { maxLength: 6 },
  ),
});

describe('a link', () => {
  it('brings back the run and the moment', async () => {
    await fc.assert(
      fc.asyncProperty(
        aRun,
        fc.nat(),
        fc.option(fc.nat(), { nil: undefined }),
        async (part, atUs, entry) => {
          const run = notesRun(part);
          const fragment = await encodeLink(run, atUs, entry);
          expect(fragment).toMatch(/^#v1:[\w-]+$/);
          expect(await decodeLink(library, fragment)).toEqual({
            ok: true,
            run,
            place: entry === undefined ? { atUs } : { atUs, entry },
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is short for an ordinary run', async () => {
    const fragment = await encodeLink(notesRun({ faults: [crashAt(320_000)] }), 320_000);
    expect(fragment.length).toBeLessThan(300);
  });

  it('is refused to a run that does not fit into it, with what to do instead', async () => {
    const inputs = Array.from({ length: 900 }, (_, i) => ({
      op: `save-h${i}`,
      node: 'ada',
      atUs: (i * 7_919_993) % 999_983,
      event: { type: 'save', note: `${(i * 2_654_435_761) % 4_294_967_296}` },
    }));
    await expect(encodeLink(notesRun({ inputs }))).rejects.toThrow(/too long for a link.*file/);
  });
});

describe('a fragment', () => {
  it.each(['', '#', '#guarantees', '#v:1', 'v1', '#x1:abc'])('%j is no link', async (fragment) => {
    expect(await decodeLink(library, fragment)).toBeNull();
  });

  it.each(['#v1:', '#v1:!!!!', '#v1:AAAA', '#v1:____', '#v1:%00', '#v1:a b'])(
    '%j is a broken link: it says so, and what to do',
    async (fragment) => {
      expect(await problemOf(fragment)).toMatch(/cannot be opened.*Ask for the link again/);
    },
  );

  it('of a newer app says that it is newer', async () => {
    expect(await problemOf('#v2:abc')).toContain('version 2');
  });

  it('of any letters never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.base64String(), async (text, base64) => {
        for (const fragment of [text, `#v1:${text}`, `#v1:${base64}`]) {
          const linked = await decodeLink(library, fragment);
          if (linked !== null) expect(linked.ok).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of any JSON never throws, and never brings a run that is not one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (run, atUs) => {
        const linked = await decodeLink(
          library,
          `#v1:${await packed(JSON.stringify({ run, atUs }))}`,
        );
        expect(linked?.ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('that is cut off anywhere is refused', async () => {
    const fragment = await encodeLink(notesRun({ faults: [crashAt(320_000)] }), 1);
    for (let length = 4; length < fragment.length; length++) {
      expect((await decodeLink(library, fragment.slice(0, length)))?.ok).toBe(false);
    }
  });

  it('names what is wrong with the run that it brings', async () => {
    const run = { ...notesRun(), variant: 'write-latter', faults: [{ kind: 'crash', node: 7 }] };
    const said = await problemOf(`#v1:${await packed(JSON.stringify({ run }))}`);
    expect(said).toContain('faults[0].node');
    expect(said).toContain('Here is the flow as it opens');
  });

  it('that would unpack to more than it may is stopped on the way', async () => {
    const bomb = await packed(new Uint8Array(100 * UNPACKED_MAX));
    const halfBomb = await packed(`{"run":"${'a'.repeat(UNPACKED_MAX)}"}`);
    expect(halfBomb.length).toBeLessThan(PACKED_MAX);
    expect(await problemOf(`#v1:${halfBomb}`)).toContain('cannot be unpacked');
    expect(await problemOf(`#v1:${bomb}`)).toMatch(/longer than a link can be/);
    expect(await problemOf(`#v1:${'A'.repeat(1_000_000)}`)).toMatch(/longer than a link can be/);
  });

  it('with a moment that is none opens at the start', async () => {
    for (const atUs of [-1, 1.5, '7', null, 1e300]) {
      const text = JSON.stringify({ run: notesRun(), atUs, entry: 'x' });
      expect(await decodeLink(library, `#v1:${await packed(text)}`)).toMatchObject({
        place: { atUs: 0 },
      });
    }
  });

  it('over which the flow itself fails is refused too', async () => {
    const fragile: Flow = {
      ...notes,
      plan: () => {
        throw new Error('No.');
      },
    };
    const fragment = await encodeLink(notesRun());
    expect(
      (
        await decodeLink(
          new Library([{ ...fragile, load: () => Promise.resolve(fragile) }]),
          fragment,
        )
      )?.ok,
    ).toBe(false);
  });
});
