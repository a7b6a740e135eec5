/** A room's server: the app, the endpoint to join and the broker on one port. */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import redisPersistence from 'aedes-persistence-redis';
import redisEmitter from 'mqemitter-redis';
import { createWebSocketStream, type WebSocket, WebSocketServer } from 'ws';
import { newBook } from '../book.ts';
import { newCode } from '../ids.ts';
import { LINES_PER_ADDRESS, PACKET_MAX_BYTES } from '../limits.ts';
import type { Store } from '../store.ts';
import { startBroker } from './broker.ts';
import { addressOf, Held } from './caps.ts';
import { Guard } from './guard.ts';
import { httpAnswers } from './http.ts';
import { fileStore } from './journal.ts';
import { signerOf } from './pass.ts';
import { redisRooms } from './redis.ts';

export interface ServerOptions {
  /** 0 is any that is free. */
  readonly port: number;
  readonly host: string;
  /** The built app; `null` serves the room alone. */
  readonly dist: string | null;
  /** Level 2: rooms are kept there. Level 1 keeps them in the folder. */
  readonly redisUrl: string | null;
  readonly folder: string;
  /** Makes a new room, though there are some. */
  readonly fresh: boolean;
  readonly trustProxy: boolean;
  readonly clientsPerRoom?: number;
}

export interface RoomServer {
  readonly port: number;
  readonly rooms: readonly { readonly code: string; readonly secret: string }[];
  readonly close: () => Promise<void>;
}

interface Rooms {
  readonly store: Store;
  readonly key: string;
  readonly codes: readonly string[];
  readonly add: (code: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function startRoomServer(options: ServerOptions): Promise<RoomServer> {
  const { redisUrl, folder, dist, trustProxy } = options;
  const rooms = await (redisUrl === null ? inFolder(folder) : inRedis(redisUrl));
  const { store, key } = rooms;
  const codes = [...rooms.codes];
  if (options.fresh || codes.length === 0) {
    const code = newCode((length) => randomBytes(length));
    await rooms.add(code);
    codes.push(code);
  }
  const signer = signerOf(key);
  const guards = new WeakMap<Duplex, Guard>();
  const broker = await startBroker({
    store,
    signer,
    codes,
    ...(redisUrl !== null && {
      shared: {
        persistence: redisPersistence(connection(redisUrl)),
        mq: redisEmitter({ ...connection(redisUrl), matchEmptyLevels: true }),
      },
    }),
    ...(options.clientsPerRoom !== undefined && { clientsPerRoom: options.clientsPerRoom }),
    onPerson: (stream, { role }) => {
      if (role === 'instructor') guards.get(stream)?.promote(Date.now());
    },
  });

  const server = createServer(httpAnswers({ store, signer, codes, dist, trustProxy }));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: PACKET_MAX_BYTES });
  const lines = new Held();
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const address = addressOf(request, trustProxy);
    const isOurs = request.url === '/room/mqtt';
    if (!isOurs || lines.of(address) >= LINES_PER_ADDRESS) return void socket.destroy();
    lines.add(address, 1);
    socket.once('close', () => lines.add(address, -1));
    return sockets.handleUpgrade(request, socket, head, (line) => {
      const guard = new Guard(Date.now());
      const stream = guarded(line, guard);
      guards.set(stream, guard);
      broker.take(stream);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    rooms: codes.map((code) => ({ code, secret: signer.secretOf(code) })),
    close: async () => {
      for (const line of sockets.clients) line.terminate();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await broker.close();
      await rooms.close();
    },
  };
}

/** The line as a stream, cut as soon as its guard finds fault with it. */
function guarded(line: WebSocket, guard: Guard): Duplex {
  line.on('message', (data: Buffer) => {
    if (guard.take(data, Date.now()) !== null) line.terminate();
  });
  const stream = createWebSocketStream(line);
  // A line that is cut is no event: the broker hears of its end.
  stream.on('error', () => {});
  return stream;
}

async function inFolder(folder: string): Promise<Rooms> {
  const { add, ...kept } = await fileStore(folder);
  const path = join(folder, 'key');
  const known = process.env.ROOM_KEY ?? (await readFile(path, 'utf8').catch(() => null));
  const key = known ?? newKey();
  if (known === null) await writeFile(path, key, { mode: 0o600 });
  return {
    ...kept,
    key,
    add: (code) => add({ book: newBook(code), ballots: [], state: null }),
  };
}

async function inRedis(url: string): Promise<Rooms> {
  const rooms = redisRooms(url);
  const key = process.env.ROOM_KEY ?? (await rooms.key(newKey()));
  return {
    store: rooms.store,
    key,
    codes: await rooms.codes(),
    add: rooms.add,
    close: rooms.close,
  };
}

const newKey = (): string => randomBytes(32).toString('base64url');

/** What both libraries of Redis take: they hand it to ioredis, which reads no address among options. */
function connection(url: string) {
  const { hostname, port, username, password, pathname, protocol } = new URL(url);
  return {
    host: hostname,
    port: port === '' ? 6379 : Number(port),
    ...(username !== '' && { username: decodeURIComponent(username) }),
    ...(password !== '' && { password: decodeURIComponent(password) }),
    ...(pathname.length > 1 && { db: Number(pathname.slice(1)) }),
    ...(protocol === 'rediss:' && { tls: {} }),
  };
}
