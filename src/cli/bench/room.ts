/** A class of 200 at `npm run room`: how soon the last one sees what the instructor does, and what the process takes. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HostRoom, hostRoom, joinRoom, type Room } from '../../room/client/room.ts';
import type { Memory } from '../../room/client/saved.ts';
import type { RoomScene } from '../../room/protocol.ts';
import { quantile } from './measure.ts';
import type { Row } from './row.ts';

const CLASS = 200;
const CLICKS = 50;
/** Longer than the pen of the host rests. */
const BETWEEN_MS = 200;
const WAIT_MS = 30_000;

const SCENE: RoomScene = {
  moment: { kind: 'run', link: `#v1:${'x'.repeat(1_000)}` },
  playhead: { atUs: 0 },
  playing: false,
  speed: 1,
};

export async function roomRow(): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'data-flows-room-'));
  const server = startServer(folder);
  const open: Room[] = [];
  try {
    const links = await server.links;
    const host = hostRoom({ ...links, start: () => SCENE, memory: forgetful() });
    open.push(host);
    await until(() => host.get().hosting);
    const emptyMb = residentMb(server.child);
    const people = Array.from({ length: CLASS }, () => joinRoom({ ...links, memory: forgetful() }));
    open.push(...people);
    await until(() => people.every(({ get }) => get().state !== null));
    const lasts: number[] = [];
    for (let click = 1; click <= CLICKS; click++) lasts.push(await lastMs(host, people, click));
    const roomLastMsP50 = quantile(lasts, 0.5);
    const roomLastMsP95 = quantile(lasts, 0.95);
    const roomProcessMb = residentMb(server.child);
    return {
      what: `a room of ${CLASS} on one process: from the instructor's click to the last participant`,
      aim: 'under 100 ms; under 200 MB',
      measured: `median ${roomLastMsP50.toFixed(0)} ms, in 95 of 100 clicks ${roomLastMsP95.toFixed(0)} ms, the class in one process beside it; ${roomProcessMb.toFixed(0)} MB resident (${emptyMb.toFixed(0)} MB with nobody there)`,
      figures: { roomLastMsP50, roomLastMsP95, roomProcessMb, roomEmptyMb: emptyMb },
    };
  } finally {
    for (const { close } of open) close();
    server.child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from the click until the last one knows. */
async function lastMs(host: HostRoom, people: readonly Room[], click: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  const startMs = performance.now();
  const seen = people.map(
    ({ get, subscribe }) =>
      new Promise<void>((resolve) => {
        const stop = subscribe(() => {
          if (get().state?.playhead.atUs !== click) return;
          stop();
          resolve();
        });
      }),
  );
  host.drive({ ...SCENE, playhead: { atUs: click } });
  await Promise.all(seen);
  return performance.now() - startMs;
}

function startServer(folder: string) {
  const command = ['--import', 'tsx', 'tools/room.ts', '--bare', '--port', '0', '--folder', folder];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
  const links = new Promise<{ server: string; code: string; secret: string }>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /:(\d+)\/present#code=(\w+)&secret=([\w-]+)/.exec(chunk.toString());
      const [, port = '', code = '', secret = ''] = found ?? [];
      if (found !== null) resolve({ server: `http://127.0.0.1:${port}/`, code, secret });
    });
    child.once('exit', () => reject(new Error("The room's server did not start.")));
  });
  return { child, links };
}

/** Resident memory of a process, as `ps` tells it. */
function residentMb({ pid }: ChildProcess): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', `${pid}`], { encoding: 'utf8' });
  return Number(stdout) / 1_024;
}

/** Each participant is a tab of its own, that remembers nothing. */
const forgetful = (): Memory => ({ getItem: () => null, setItem: () => {}, removeItem: () => {} });

async function until(holds: () => boolean): Promise<void> {
  const startMs = performance.now();
  while (!holds()) {
    if (performance.now() - startMs > WAIT_MS) throw new Error('The class did not come together.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
