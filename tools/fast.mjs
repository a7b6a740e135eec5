/**
 * Runs a program of this repository at full speed: `node tools/fast.mjs src/cli/sim.ts list`.
 * It is bundled first, in a tenth of a second. tsx starts more slowly, and names every inner
 * function again at every call, which costs the simulator a third of its speed.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const [program] = process.argv.splice(2, 1);
if (program === undefined) throw new Error('Name a program: node tools/fast.mjs src/cli/sim.ts');

const bundle = await rolldown({
  input: program,
  platform: 'node',
  // Packages stay where they are; `.cache` is inside node_modules, so that they are found.
  external: (id) => !id.startsWith('.') && !isAbsolute(id) && id !== program,
});
const { output } = await bundle.generate({ format: 'esm', sourcemap: 'inline' });
const [entry] = output;

const cache = 'node_modules/.cache/fast';
const hash = createHash('sha256');
for (const { fileName, code } of output) hash.update(fileName).update(code ?? '');
const folder = join(cache, hash.digest('hex').slice(0, 16));
if (!exists(folder)) {
  forgetOld();
  // Written elsewhere and renamed: two programs may start at once.
  const draft = `${folder}-${process.pid}`;
  mkdirSync(draft, { recursive: true });
  for (const { fileName, code } of output) writeFileSync(join(draft, fileName), code ?? '');
  try {
    renameSync(draft, folder);
  } catch {
    rmSync(draft, { recursive: true });
  }
}
process.setSourceMapsEnabled(true);
process.argv[1] = resolve(program);
await import(pathToFileURL(join(folder, entry.fileName)).href);

function exists(path) {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Bundles that nobody made again for a day. */
function forgetOld() {
  const yesterdayMs = Date.now() - 24 * 3_600_000;
  for (const name of exists(cache) ? readdirSync(cache) : []) {
    const path = join(cache, name);
    const { mtimeMs = Date.now() } = statSync(path, { throwIfNoEntry: false }) ?? {};
    if (mtimeMs < yesterdayMs) rmSync(path, { recursive: true, force: true });
  }
}
