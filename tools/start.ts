/** Builds the app, serves it on this machine and prints the address: `npm start`. */
import { build, preview } from 'vite';

await build({ logLevel: 'warn' });
// A taken port makes Vite try the next one.
const server = await preview({ preview: { host: 'localhost', port: 4173 } });
console.log(`Data Flows is at ${server.resolvedUrls?.local[0]}  (Ctrl+C stops it)`);
