/** Lets a test in a page have a room's server: `commands.openRoom()`, and `commands.closeRoom()` in the end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserCommand } from 'vitest/node';

interface Opened {
  readonly server: string;
  readonly code: string;
  readonly secret: string;
}

declare module 'vitest/internal/browser' {
  interface BrowserCommands {
    /** Starts a room's server with a room, and resolves to what a page needs to join. */
    openRoom: () => Promise<Opened>;
    closeRoom: () => Promise<void>;
  }
}

let close: (() => Promise<void>) | undefined;

export const openRoom: BrowserCommand<[]> = async (): Promise<Opened> => {
  // Loaded when wanted: the unit tests have this configuration too.
  const { startRoomServer } = await import('../src/room/server/serve.ts');
  const folder = mkdtempSync(join(tmpdir(), 'data-flows-room-'));
  const server = await startRoomServer({
    port: 0,
    host: '127.0.0.1',
    dist: null,
    redisUrl: null,
    folder,
    fresh: true,
    trustProxy: false,
  });
  close = async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const [room] = server.rooms;
  return { server: `http://127.0.0.1:${server.port}/`, code: '', secret: '', ...room };
};

export const closeRoom: BrowserCommand<[]> = async () => close?.();
