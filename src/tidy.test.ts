/**
 * Who may import whom, held against the real imports. Goal: the table below stays true.
 * Method: parse every source file, resolve what it imports to a folder, and look the pair up. The
 * rules are also run over planted violations, because a checker that reads nothing passes too.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, test } from 'vitest';

interface Imported {
  specifier: string;
  /** An `import type`: gone when the code runs, yet still knowledge of the other folder. */
  typeOnly: boolean;
}

interface Rule {
  /** Folders of src whose values and types may be imported, besides the folder itself. */
  folders: readonly string[];
  /** Folders of which only types may be imported. */
  types?: readonly string[];
  packages: readonly string[] | 'any but msw' | 'any';
}

/** Pure and small: welcome everywhere. */
const smallPackages = ['zod', 'tinyqueue', '@noble/hashes'];

/** The whole of src, by folder. */
const layers: Record<string, Rule | 'all'> = {
  kernel: { folders: [], packages: ['xstate'] },
  flow: { folders: ['kernel'], packages: [] },
  flows: { folders: ['flow', 'kernel'], packages: ['xstate'] },
  views: { folders: ['flow', 'kernel'], packages: [] },
  verify: { folders: ['flow', 'kernel', 'views'], packages: [] },
  scenario: { folders: ['flow', 'kernel', 'views'], packages: ['yaml'] },
  wire: { folders: ['flow', 'kernel'], packages: ['msw'] },
  playback: { folders: ['flow', 'kernel', 'views', 'wire'], packages: 'any but msw' },
  diagram: {
    folders: ['playback', 'views'],
    types: ['flow', 'kernel'],
    packages: 'any but msw',
  },
  panels: {
    folders: ['playback', 'views', 'scenario'],
    types: ['flow', 'kernel', 'verify'],
    packages: 'any but msw',
  },
  // What is said in a room and who may say it: pure, since pages and servers use it alike.
  room: { folders: [], packages: [] },
  'room/client': { folders: ['room', 'scenario', 'playback'], packages: ['xstate', 'mqtt'] },
  'room/server': { folders: ['room'], packages: 'any but msw' },
  app: 'all',
  cli: 'all',
};

const src = fileURLToPath(new URL('.', import.meta.url));

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
  .map((path) => ({ path, imports: importsOf(path, readFileSync(join(src, path), 'utf8')) }));

describe('the source tree', () => {
  test('imports only what the table allows', () => {
    expect(sources.flatMap(({ path, imports }) => complaints(path, imports))).toEqual([]);
  });

  test('was really read', () => {
    expect(sources.length).toBeGreaterThan(5);
    const main = sources.find(({ path }) => path === 'app/main.tsx');
    expect(main?.imports.map(({ specifier }) => specifier)).toContain('./Pages.tsx');
  });
});

describe('the parser sees', () => {
  test.each([
    [`import { a } from './x.ts'`, './x.ts', false],
    [`import './x.css'`, './x.css', false],
    [`import type { A } from './x.ts'`, './x.ts', true],
    [`import { type A } from './x.ts'`, './x.ts', false],
    [`export { a } from './x.ts'`, './x.ts', false],
    [`export type { A } from './x.ts'`, './x.ts', true],
    [`export * from './x.ts'`, './x.ts', false],
    [`const a = await import('./x.ts')`, './x.ts', false],
    [`let a: import('./x.ts').A`, './x.ts', true],
    [`new Worker(new URL('./x.ts', import.meta.url))`, './x.ts', false],
  ])('%s', (source, specifier, typeOnly) => {
    expect(importsOf('kernel/planted.ts', source)).toEqual([{ specifier, typeOnly }]);
  });
});

describe('a planted violation is caught', () => {
  test.each([
    ['kernel/planted.ts', `import type { Flow } from '../flow/flow.ts'`],
    ['kernel/planted.ts', `import { readFileSync } from 'node:fs'`],
    ['kernel/planted.ts', `import config from '../../package.json'`],
    ['flow/planted.ts', `import { setup } from 'xstate'`],
    ['flow/planted.ts', `import type { a } from '../flows/caching/flow.ts'`],
    ['flows/caching/planted.ts', `import { a } from '../jobs/flow.ts'`],
    ['flows/caching/planted.ts', `import type { A } from '../jobs/flow.ts'`],
    ['flows/caching/planted.test.ts', `import { a } from '../jobs/flow.ts'`],
    ['flows/caching/planted.ts', `import { a } from '../catalogue.ts'`],
    ['flows/caching/planted.ts', `import { useState } from 'react'`],
    ['flows/caching/planted.ts', `import { http } from 'msw'`],
    ['flows/planted.ts', `import { a } from './caching/flow.ts'`],
    ['views/planted.ts', `const a = import('../scenario/player.ts')`],
    ['scenario/planted.ts', `import { catalogue } from '../flows/catalogue.ts'`],
    ['views/planted.ts', `import { a } from '../verify/decide.ts'`],
    ['verify/planted.ts', `import { catalogue } from '../flows/catalogue.ts'`],
    ['panels/planted.tsx', `import { a } from '../verify/decide.ts'`],
    ['wire/planted.ts', `import { a } from '../views/at.ts'`],
    ['playback/planted.ts', `import { http } from 'msw'`],
    ['diagram/planted.tsx', `import { simulate } from '../kernel/simulate.ts'`],
    ['panels/planted.tsx', `import { Diagram } from '../diagram/Diagram.tsx'`],
    ['panels/planted.tsx', `let a: import('../flows/caching/flow.ts').A`],
    ['helpers/planted.ts', `import { a } from '../kernel/time.ts'`],
    ['room/planted.ts', `import { createHmac } from 'node:crypto'`],
    ['room/planted.ts', `import { startBroker } from './server/broker.ts'`],
    ['room/client/planted.ts', `import { startBroker } from '../server/broker.ts'`],
    ['room/client/planted.ts', `import { Aedes } from 'aedes'`],
    ['room/server/planted.ts', `import { flows } from '../../cli/flows.ts'`],
    ['panels/planted.tsx', `import { joinRoom } from '../room/client/room.ts'`],
  ])('%s: %s', (path, source) => {
    expect(complaints(path, importsOf(path, source))).toHaveLength(1);
  });

  test.each([
    ['kernel/fine.ts', `import { setup } from 'xstate'`],
    ['kernel/fine.ts', `import * as z from 'zod/mini'`],
    ['kernel/fine.test.ts', `import { expect } from 'vitest'`],
    ['kernel/fine.test.ts', `import { caching } from '../flows/caching/flow.ts'`],
    ['flows/caching/fine.ts', `import { a } from './machines/api.ts'`],
    ['flows/caching/machines/fine.ts', `import { a } from '../messages.ts'`],
    ['flows/catalogue.ts', `import { caching } from './caching/flow.ts'`],
    ['room/fine.ts', `import * as z from 'zod/mini'`],
    ['room/client/fine.ts', `import { authorise } from '../authorise.ts'`],
    ['room/server/fine.ts', `import { createHmac } from 'node:crypto'`],
    ['diagram/fine.tsx', `import type { Entry } from '../kernel/entry.ts'`],
    ['app/fine.tsx', `import { catalogue } from '../flows/catalogue.ts'`],
    ['app/fine.tsx', `import lesson from '../../scenarios/caching/01-herd.yaml?raw'`],
  ])('and this is none: %s: %s', (path, source) => {
    expect(complaints(path, importsOf(path, source))).toEqual([]);
  });
});

/** Every module that a file names: imports, re-exports, `import()`, types and workers. */
function importsOf(path: string, source: string): Imported[] {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const found: Imported[] = [];
  new Visitor({
    ImportDeclaration(node) {
      found.push({ specifier: node.source.value, typeOnly: node.importKind === 'type' });
    },
    ExportNamedDeclaration(node) {
      if (!node.source) return;
      found.push({ specifier: node.source.value, typeOnly: node.exportKind === 'type' });
    },
    ExportAllDeclaration(node) {
      found.push({ specifier: node.source.value, typeOnly: node.exportKind === 'type' });
    },
    ImportExpression(node) {
      if (node.source.type !== 'Literal') throw new Error(`${path} computes what it imports`);
      found.push({ specifier: String(node.source.value), typeOnly: false });
    },
    TSImportType(node) {
      found.push({ specifier: node.source.value, typeOnly: true });
    },
    NewExpression(node) {
      const [url, base] = node.arguments;
      const isUrl = node.callee.type === 'Identifier' && node.callee.name === 'URL';
      if (!isUrl || url?.type !== 'Literal' || base?.type !== 'MemberExpression') return;
      if (base.object.type !== 'MetaProperty') return;
      found.push({ specifier: String(url.value), typeOnly: false });
    },
  }).visit(program);
  return found;
}

/** What is wrong with the imports of one file; its path is relative to src. */
function complaints(path: string, imports: readonly Imported[]): string[] {
  return imports.flatMap((imported) => {
    const reason = reasonAgainst(path, imported);
    return reason === undefined ? [] : [`${path} imports "${imported.specifier}": ${reason}`];
  });
}

function reasonAgainst(path: string, { specifier, typeOnly }: Imported): string | undefined {
  const isTest = /(\.(test|e2e)|\bfixture)\.tsx?$/.test(path);
  const target = specifier.startsWith('.')
    ? normalize(join(dirname(path), specifier.replace(/\?.*$/, '')))
    : undefined;

  const flow = flowOf(path);
  const targetFlow = target === undefined ? undefined : flowOf(target);
  if (flow && targetFlow && flow !== targetFlow) return 'a flow knows no sibling';

  const folder = folderOf(path);
  if (isTest || folder === undefined) return undefined;
  const rule = layers[folder];
  if (rule === undefined) return `the folder ${folder} is not in the table`;
  if (rule === 'all') return undefined;
  if (target === undefined) return packageReason(specifier, rule);

  const targetFolder = folderOf(target);
  if (target.startsWith('..') || targetFolder === undefined) return `${folder} stays inside src`;
  if (folder === 'flows' && targetFolder === 'flows') {
    if (path === 'flows/catalogue.ts' || (flow && flow === targetFlow)) return undefined;
    return 'only flows/catalogue.ts names flows';
  }
  if (targetFolder === folder || rule.folders.includes(targetFolder)) return undefined;
  if (rule.types?.includes(targetFolder)) {
    return typeOnly ? undefined : `${folder} may import ${targetFolder} only by \`import type\``;
  }
  return `${folder} may import ${rule.folders.join(', ') || 'no other folder'}`;
}

function packageReason(specifier: string, { packages }: Rule): string | undefined {
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  if (packages === 'any' || smallPackages.includes(name)) return undefined;
  if (packages === 'any but msw') return name === 'msw' ? 'msw belongs to wire' : undefined;
  return packages.includes(name) ? undefined : 'this package is not for this folder';
}

/** `kernel/time.ts` is in `kernel`, `room/client/a.ts` in `room/client`; a file directly in src is in none. */
function folderOf(path: string): string | undefined {
  const [folder, inner, ...rest] = path.split('/');
  if (inner === undefined) return undefined;
  const both = `${folder}/${inner}`;
  return rest.length > 0 && Object.hasOwn(layers, both) ? both : folder;
}

/** `flows/caching/machines/api.ts` is of `caching`; `flows/catalogue.ts` is of none. */
function flowOf(path: string): string | undefined {
  const [folder, id, ...rest] = path.split('/');
  return folder === 'flows' && rest.length > 0 ? id : undefined;
}
