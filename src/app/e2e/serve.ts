import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Serves the built app on a free port of this machine for as long as the tests run. */
export default async function serve(): Promise<() => Promise<void>> {
  if (!existsSync(`${root}dist/index.html`)) {
    throw new Error('There is no built app to test. Run `npm run build` first.');
  }
  const server = await preview({
    root,
    logLevel: 'warn',
    preview: { host: '127.0.0.1', port: 0 },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('No port was opened.');
  process.env.DATA_FLOWS_URL = `http://127.0.0.1:${address.port}/`;
  return () => server.close();
}
