/** What the tests of the wire do with a page. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page, type Request } from '@playwright/test';
import { launchOptions } from '../../../tools/browser.ts';
import type { Run } from '../../flow/run.ts';
import { encodeLink } from '../../playback/link.ts';

/** A host name that is this machine, and is not a secure context as localhost is. */
export const PLAIN_HOST = 'plain.test';
const { args, ...browser } = launchOptions();
export const withPlainHost = {
  ...browser,
  args: [...args, `--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`],
};

export const dist = fileURLToPath(new URL('../../../dist', import.meta.url));

export const badge = (page: Page) => page.getByRole('button', { name: /^Transport: / });
export const reason = async (page: Page): Promise<string> => {
  await badge(page).click();
  const text = await page.getByRole('dialog').innerText();
  await page.keyboard.press('Escape');
  return text;
};

export function isExchange(request: Request): boolean {
  return new URL(request.url()).pathname.includes('/api/');
}

/** Opens a run, paused at its start, with the wire ready. */
export async function open(page: Page, at: string, run: Run, mode: string): Promise<void> {
  await page.goto(`${at}play` + (await encodeLink(run)));
  await expect(badge(page)).toHaveAccessibleName(new RegExp(mode));
}

/** Plays to the end: at first as it is, so that the wire is there for the first request, then fast. */
export async function playToEnd(page: Page): Promise<void> {
  const play = page.getByRole('button', { name: 'Play', exact: true });
  await play.click();
  await expect(badge(page)).toHaveAccessibleName(/[1-9]\d* request/, { timeout: 15_000 });
  await page.getByRole('slider', { name: 'Speed' }).press('End');
  await expect(play).toBeVisible({ timeout: 20_000 });
}

export function consoleOf(page: Page): string[] {
  const lines: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') lines.push(message.text());
  });
  page.on('pageerror', (error) => lines.push(error.message));
  return lines;
}

/** What the build made, under a folder of a host, with nothing else on it. */
export async function serveUnder(folder: string): Promise<{ port: number; server: Server }> {
  const types: Record<string, string> = {
    js: 'text/javascript',
    css: 'text/css',
    html: 'text/html',
  };
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const name = path === folder ? 'index.html' : path.slice(folder.length);
    try {
      if (!path.startsWith(folder)) throw new Error('elsewhere');
      // As hosts of plain files do: `/play` is `play.html`.
      const file = existsSync(join(dist, name)) ? name : `${name}.html`;
      const body = readFileSync(join(dist, file));
      const type = types[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      response.writeHead(200, { 'Content-Type': type }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, server };
}
