/** A room's server as a process of its own, which a test can kill. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { later } from './fixture.ts';
import type { RoomServer } from './serve.ts';

export interface Node extends RoomServer {
  /** At once, as by a power cut of this process. */
  readonly kill: () => Promise<void>;
}

const LINK = /:(?<port>\d+)\/present#code=(?<code>\w+)&secret=(?<secret>[\w-]+)/;

/** What `npm run room` starts. Resolves when it has printed its links. */
export async function startNode(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Node> {
  const command = ['--import', 'tsx', 'tools/room.ts', '--bare', ...args];
  const child = spawn(process.execPath, command, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = () => ended(child, 'SIGKILL');
  later(kill);
  const {
    port,
    code = '',
    secret = '',
  } = await new Promise<Record<string, string>>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = LINK.exec(text)?.groups;
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (status) => reject(new Error(`It ended with ${status}: ${text}`)));
  });
  return {
    port: Number(port),
    rooms: [{ code, secret }],
    kill,
    close: () => ended(child, 'SIGTERM'),
  };
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

/** The path of a `redis-server`, or nothing. */
export function findRedis(): string | undefined {
  const named = process.env['REDIS_SERVER'];
  const places = [named, '/usr/bin/redis-server', '/usr/local/bin/redis-server'];
  const onPath = spawnSync('redis-server', ['--version']).status === 0 ? 'redis-server' : undefined;
  return onPath ?? places.find((path) => path !== undefined && existsSync(path));
}

/** A Redis of our own, in memory, on a port that is free. */
export async function startRedis(path: string): Promise<{ readonly url: string }> {
  const port = await freePort();
  const child = spawn(path, ['--port', `${port}`, '--save', '', '--appendonly', 'no'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  later(() => ended(child, 'SIGKILL'));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Ready to accept connections')) resolve();
    });
    child.once('exit', (status) => reject(new Error(`redis-server ended with ${status}.`)));
  });
  return { url: `redis://127.0.0.1:${port}` };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}
