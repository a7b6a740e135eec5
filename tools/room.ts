/** Teach a room: `npm run room [-- --port 4321 --new]`. The README says what an operator can set. */
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { argumentsOf, refuse } from '../src/cli/arguments.ts';
import { startRoomServer } from '../src/room/server/serve.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { env } = process;
const usage = `npm run room [-- --port 4321] [-- --new]

  --port N       the port, 4321 or PORT unless set; 0 takes any that is free
  --host NAME    the address to listen at, 0.0.0.0 unless set
  --folder PATH  where the room is kept, .room unless set
  --new          open another room
  --bare         the room alone, for an app that is served from elsewhere`;
const config = {
  options: {
    port: { type: 'string', default: env.PORT ?? '4321' },
    host: { type: 'string', default: '0.0.0.0' },
    folder: { type: 'string', default: `${root}.room` },
    new: { type: 'boolean', default: false },
    /** The room alone, for an app that is served from elsewhere. */
    bare: { type: 'boolean', default: false },
  },
} as const;
const { values } = argumentsOf(config, usage);
if (!/^\d+$/.test(values.port) || Number(values.port) > 65_535) {
  refuse(`"${values.port}" is no port: a number from 0 to 65535.`, usage);
}

const dist = values.bare ? null : `${root}dist`;
if (dist !== null && !existsSync(`${dist}/index.html`)) {
  console.log('The app is not built yet: building it.');
  const { build } = await import('vite');
  await build({ root, logLevel: 'warn' });
}

const server = await startRoomServer({
  port: Number(values.port),
  host: values.host,
  dist,
  redisUrl: env.REDIS_URL ?? null,
  folder: values.folder,
  fresh: values.new,
  trustProxy: env.TRUST_PROXY === '1',
}).catch((error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE') {
    refuse(`Port ${values.port} is taken: stop what listens there, or name another.`, usage);
  }
  if (error.name === 'MaxRetriesPerRequestError') {
    refuse('No Redis answers at REDIS_URL: start it, or correct the address.', usage);
  }
  throw error;
});
const address = env.PUBLIC_URL?.replace(/\/$/, '') ?? `http://${lanAddress()}:${server.port}`;
for (const { code, secret } of server.rooms.slice(-1)) {
  console.log(
    [
      `A room is open${env.REDIS_URL === undefined ? '' : ', kept in Redis'}. Ctrl+C stops this process; the room is there again at the next start.`,
      '',
      `  Participants:  ${address}/join/${code}`,
      `  Instructor:    ${address}/present#code=${code}&secret=${secret}`,
      '',
      "Whoever has the instructor's link is the instructor: show it to nobody.",
    ].join('\n'),
  );
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void server.close().then(() => process.exit(0)));
}

/** The first address by which other machines reach this one. */
function lanAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? 'localhost';
}
