import { expect, it } from 'vitest';
import { Library } from '../flow/library.ts';
import { parseRunText } from '../flow/parse.ts';
import { openedFile, runFile } from './file.ts';
import { crashAt, notes, notesRun } from './testing/notes.ts';

const library = new Library([{ ...notes, load: () => Promise.resolve(notes) }]);
const run = notesRun({ faults: [crashAt(320_000)], fixes: { log: 'on' } });

it('saves a run as the JSON that the command line takes, and opens it again', async () => {
  const { name, text } = runFile(notes, run);
  expect(name).toBe('notes-write-late-calm.run.json');
  expect(parseRunText([notes], text)).toEqual({ ok: true, run });
  expect(await openedFile(library, name, text)).toEqual({ ok: true, run });
});

it.each(['', '{', '[]', '{"version":1}', '{"version":1,"flow":"caching"}'])(
  'refuses a file that holds %j by its name',
  async (text) => {
    const opened = await openedFile(library, 'my.json', text);
    if (opened.ok) throw new Error('It was not refused.');
    expect(opened.problem.title).toContain('“my.json”');
    expect(opened.problem.details.length).toBeGreaterThan(1);
  },
);
