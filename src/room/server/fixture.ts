/** Real servers, real lines: what the tests of the room build on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { afterAll, afterEach, vi } from 'vitest';
import { type HostRoom, hostRoom, joinRoom, type Room } from '../client/room.ts';
import type { Memory } from '../client/saved.ts';
import { clientIdOf } from '../ids.ts';
import type { Joined, RoomScene } from '../protocol.ts';
import { type RoomServer, type ServerOptions, startRoomServer } from './serve.ts';

export const SCENE: RoomScene = {
  moment: { kind: 'step', scenario: 'cache.write-back-crash', step: 'guess' },
  playhead: { atUs: 0 },
  playing: false,
  speed: 1,
};

const closing: (() => unknown)[] = [];
const lasting: (() => unknown)[] = [];
afterEach(() => closeAll(closing));
afterAll(() => closeAll(lasting));

async function closeAll(all: (() => unknown)[]): Promise<void> {
  for (const close of all.splice(0).reverse()) await close();
}

/** What was opened so far stays for all tests of the file. */
export const endure = (): void => void lasting.push(...closing.splice(0));

export const later = (close: () => unknown): void => void closing.push(close);

export const until = (holds: () => void, timeout = 5_000) =>
  vi.waitFor(holds, { timeout, interval: 10 });

export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'data-flows-room-'));
  later(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A server on a port that is free, of a room of its own. */
export async function serve(options: Partial<ServerOptions> = {}): Promise<RoomServer> {
  const server = await startRoomServer({
    port: 0,
    host: '127.0.0.1',
    dist: null,
    redisUrl: null,
    folder: options.folder ?? (await newFolder()),
    fresh: false,
    trustProxy: false,
    ...options,
  });
  later(server.close);
  return server;
}

export const addressOf = ({ port }: Pick<RoomServer, 'port'>): string =>
  `http://127.0.0.1:${port}/`;

export function newMemory(): Memory {
  const map = new Map<string, string>();
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

export function teach(server: RoomServer, memory = newMemory()): HostRoom {
  const [room] = server.rooms;
  if (room === undefined) throw new Error('The server has no room.');
  const host = hostRoom({ server: addressOf(server), ...room, start: () => SCENE, memory });
  later(host.close);
  return host;
}

export function enter(server: RoomServer, memory = newMemory()): Room {
  const code = server.rooms[0]?.code ?? '';
  const room = joinRoom({ server: addressOf(server), code, memory });
  later(room.close);
  return room;
}

export async function ask(server: RoomServer, path: string, body: unknown): Promise<Response> {
  return fetch(addressOf(server) + path, { method: 'POST', body: JSON.stringify(body) });
}

/** A pass, as anybody gets it who has the code. */
export async function passOf(
  server: RoomServer,
  role: 'participant' | 'instructor' | 'screen' = 'participant',
): Promise<Joined & { ok: true }> {
  const [room] = server.rooms;
  const secret = role === 'instructor' ? { secret: room?.secret } : {};
  const answer = await ask(server, 'room/join', { code: room?.code, role, ...secret });
  const joined = (await answer.json()) as Joined;
  if (!joined.ok) throw new Error(joined.refusal);
  return joined;
}

/** A line of our own making: what an attacker has. */
export class RawLine {
  readonly client: MqttClient;
  readonly heard: { topic: string; text: string }[] = [];
  closed = false;

  constructor(server: RoomServer, options: IClientOptions) {
    this.client = connect(`ws://127.0.0.1:${server.port}/room/mqtt`, {
      clean: true,
      keepalive: 30,
      reconnectPeriod: 0,
      username: 'room',
      ...options,
    });
    this.client.setMaxListeners(0);
    this.client.on('error', () => {});
    this.client.on('close', () => {
      this.closed = true;
    });
    this.client.on('message', (topic, payload) => {
      this.heard.push({ topic, text: payload.toString() });
    });
    later(() => this.client.end(true));
  }

  /** False when the line was refused. */
  opened(): Promise<boolean> {
    return new Promise((resolve) => {
      this.client.once('connect', () => resolve(true));
      this.client.once('close', () => resolve(false));
    });
  }

  /** False when the server closed the line over it. */
  async publishes(topic: string, message: unknown, retain = false): Promise<boolean> {
    const text = typeof message === 'string' ? message : JSON.stringify(message);
    const acked = this.client.publishAsync(topic, text, { qos: 1, retain }).then(
      () => true,
      () => false,
    );
    const closed = new Promise<false>((resolve) => this.client.once('close', () => resolve(false)));
    return Promise.race([acked, closed]);
  }

  async reads(filter: string): Promise<boolean> {
    try {
      const granted = await this.client.subscribeAsync(filter);
      return granted.every(({ qos }) => qos < 128);
    } catch {
      return false;
    }
  }
}

/** A line with a pass that is its own. */
export async function lineOf(
  server: RoomServer,
  joined: Joined & { ok: true },
  options: IClientOptions = {},
): Promise<RawLine> {
  const { code, pid, pass } = joined;
  const line = new RawLine(server, { clientId: clientIdOf(code, pid), password: pass, ...options });
  if (!(await line.opened())) throw new Error('The line was refused.');
  return line;
}
