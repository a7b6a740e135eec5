/** `virtual:overview`: the flows are loaded and run where the app is built, so that no page must. */
import { fileURLToPath } from 'node:url';
import { type Plugin, runnerImport } from 'vite';
import type * as Made from '../src/app/overview/made.ts';

const NAME = 'virtual:overview';
const LOADED = `\0${NAME}`;
const maker = fileURLToPath(new URL('../src/app/overview/made.ts', import.meta.url));

export function overviewPlugin(): Plugin {
  return {
    name: 'overview',
    resolveId: (id) => (id === NAME ? LOADED : undefined),
    async load(id) {
      if (id !== LOADED) return undefined;
      const { module, dependencies } = await runnerImport<typeof Made>(maker, {
        configFile: false,
        logLevel: 'error',
      });
      for (const path of dependencies) this.addWatchFile(path);
      return `export const overview = JSON.parse(${JSON.stringify(JSON.stringify(module.overview))});`;
    },
  };
}
