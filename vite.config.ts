import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { PAGES } from './src/app/pages.ts';
import { overviewPlugin } from './tools/overview-plugin.ts';
import { scenariosPlugin } from './tools/scenarios-plugin.ts';

export default defineConfig({
  // Relative addresses, so that the built app works from any folder of any host.
  base: './',
  plugins: [react(), overviewPlugin(), scenariosPlugin(), pageFiles(), fileList()],
  // The search's worker loads a flow when it needs it, as the page does.
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    rolldownOptions: {
      output: {
        // What is loaded first is one file, not thirty: each would be compressed by itself.
        codeSplitting: { groups: [{ name: 'core', tags: ['$initial'] }] },
      },
    },
  },
});

/** The scripts and styles of the app as `files.json`: the service worker keeps them for when the network is away. */
function fileList(): Plugin {
  return {
    name: 'file-list',
    apply: 'build',
    generateBundle(_, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name));
      this.emitFile({ type: 'asset', fileName: 'files.json', source: JSON.stringify(names) });
    },
  };
}

/** One file for each address, all alike: what serves plain files finds `/play` as `play.html`. */
function pageFiles(): Plugin {
  return {
    name: 'page-files',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') throw new Error('There is no page to be copied.');
      for (const name of PAGES) {
        this.emitFile({ type: 'asset', fileName: `${name}.html`, source: page.source });
      }
    },
  };
}
