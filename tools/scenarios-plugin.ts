/**
 * `virtual:scenarios`: the scenarios, read where the app is built, so that no page needs a parser.
 * What is known of each before it is opened, and how to load the rest. When a file is edited the
 * page is told by the event `scenario`, and is not loaded anew: the step that is open stays.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';
import { scenarioFiles } from '../src/cli/scenario-files.ts';
import { type Complaint, complaintText } from '../src/scenario/mistakes.ts';
import { aboutOf, type Scenario } from '../src/scenario/scenario.ts';
import { readScenarioText } from '../src/scenario/yaml.ts';

const LIST = 'virtual:scenarios';
/** `virtual:scenarios/scenarios/caching/04-fast-and-gone.yaml`. */
const ONE = `${LIST}/`;
const loaded = (id: string): string => `\0${id}`;

export function scenariosPlugin(): Plugin {
  let root = '.';
  const read = (file: string): Scenario => {
    const result = readScenarioText(readFileSync(join(root, file), 'utf8'));
    if (result.ok) return result.scenario;
    throw new Unreadable(file, result.complaints);
  };
  const code = (id: string): string => {
    if (id !== loaded(LIST)) {
      const data = JSON.stringify(read(id.slice(loaded(ONE).length)));
      return `export const scenario = JSON.parse(${JSON.stringify(data)});`;
    }
    const entries = scenarioFiles(root).map((file) => {
      const about = JSON.stringify(aboutOf(read(file)));
      const load = `async () => (await import(${JSON.stringify(ONE + file)})).scenario`;
      return `{ ...${about}, load: ${load} }`;
    });
    return `export const scenarios = [${entries.join(',\n')}];`;
  };

  return {
    name: 'scenarios',
    configResolved(config) {
      root = config.root;
    },
    resolveId: (id) => (id === LIST || id.startsWith(ONE) ? loaded(id) : undefined),
    load(id) {
      if (!id.startsWith(loaded(LIST))) return undefined;
      const files = id === loaded(LIST) ? scenarioFiles(root) : [id.slice(loaded(ONE).length)];
      for (const file of files) this.addWatchFile(join(root, file));
      try {
        return code(id);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        return this.error(error.told);
      }
    },
    hotUpdate({ type, file: path }) {
      const file = relative(root, path).replaceAll('\\', '/');
      if (!/^scenarios\/.*\.yaml$/.test(file)) return undefined;
      const { hot, moduleGraph, name } = this.environment;
      if (name !== 'client') return [];
      for (const id of [LIST, ONE + file]) {
        const module = moduleGraph.getModuleById(loaded(id));
        if (module !== undefined) moduleGraph.invalidateModule(module);
      }
      if (type !== 'update') hot.send({ type: 'full-reload' });
      else {
        try {
          hot.send('scenario', read(file));
        } catch (error) {
          if (!(error instanceof Unreadable)) throw error;
          const { message, loc } = error.told;
          hot.send({ type: 'error', err: { message, stack: '', plugin: 'scenarios', loc } });
        }
      }
      return [];
    },
  };
}

/** A file that is no scenario, as the build and the page show it. */
class Unreadable extends Error {
  readonly told: { message: string; loc: { file: string; line: number; column: number } };

  constructor(file: string, complaints: readonly Complaint[]) {
    const message = complaints.map((each) => complaintText(file, each)).join('\n');
    super(message);
    const { line = 1, column = 1 } = complaints[0] ?? {};
    this.told = { message, loc: { file, line, column } };
  }
}
