/** What a room's server answers over HTTP: is it one, who may come in, all votes; and the files of the app. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';
import * as z from 'zod/mini';
import { authorise } from '../authorise.ts';
import { allVotes } from '../desk.ts';
import { codeFrom, newPid } from '../ids.ts';
import { JOINS_PER_ADDRESS, MISSES_PER_ADDRESS, PASS_MS, REQUEST_MAX_BYTES } from '../limits.ts';
import { type Join, type Joined, joinSchema, parsed, type Refusal } from '../protocol.ts';
import type { Store } from '../store.ts';
import { AddressBuckets, addressOf } from './caps.ts';
import type { Signer } from './pass.ts';

export interface HttpOptions {
  readonly store: Store;
  readonly signer: Signer;
  readonly codes: readonly string[];
  /** The built app; without it only the room is served. */
  readonly dist: string | null;
  readonly trustProxy: boolean;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export function httpAnswers({ store, signer, codes, dist, trustProxy }: HttpOptions): Answer {
  const joins = new AddressBuckets(JOINS_PER_ADDRESS);
  const misses = new AddressBuckets(MISSES_PER_ADDRESS);
  const files = dist === null ? null : appFiles(dist);

  async function join(wanted: Join, address: string): Promise<Joined> {
    const nowMs = Date.now();
    const refused = (refusal: Refusal): Joined => ({ ok: false, refusal });
    /** Somebody who tries codes or secrets finds that soon none is looked at any more. */
    const missed = (refusal: Refusal): Joined =>
      refused(misses.take(address, nowMs) ? refusal : 'too-many-joins');

    if (!misses.has(address, nowMs)) return refused('too-many-joins');
    const code = codeFrom(wanted.code);
    const book = code !== null && codes.includes(code) ? await store.book(code) : null;
    if (code === null || book === null) return missed('no-such-room');
    const { role, secret = '', pass } = wanted;
    if (role === 'instructor' && !signer.isSecretOf(code, secret)) return missed('wrong-secret');

    const before = pass === undefined ? null : signer.read(pass);
    const known = before?.code === code && before.role === role ? before : null;
    if (known !== null && book.removed.includes(known.pid)) return refused('removed');
    if (known === null) {
      if (!joins.take(address, nowMs)) return refused('too-many-joins');
      if (role !== 'instructor' && book.locked) return refused('room-locked');
    }
    const pid = known?.pid ?? newPid((length) => randomBytes(length));
    const expiresAtMs = nowMs + PASS_MS;
    return {
      ok: true,
      code,
      pid,
      pass: signer.sign({ code, pid, role, expiresAtMs }),
      expiresAtMs,
    };
  }

  async function votes(text: string): Promise<unknown> {
    const who = signer.read(parsed(votesSchema, text)?.pass ?? '');
    if (who === null || who.role !== 'instructor') return null;
    // The same question as for the board: may they read it?
    const facts = { nowMs: Date.now(), removed: false, driver: null };
    const wish = { kind: 'subscribe', filter: `room/${who.code}/board` } as const;
    return authorise(who, wish, facts).ok ? allVotes(store, who.code) : null;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://room');
    if (!pathname.startsWith('/room/')) {
      if (files === null) return send(response, 404, { problem: 'The app is not served here.' });
      return files(request, response);
    }
    // The app may come from another address. There are no cookies: who asks shows what they have.
    response.setHeader('access-control-allow-origin', '*');
    if (request.method === 'OPTIONS') {
      response.setHeader('access-control-allow-headers', 'content-type');
      return send(response, 200, {});
    }
    if (pathname === '/room/about' && request.method === 'GET') {
      return send(response, 200, { room: 'data-flows', version: 1 });
    }
    if (request.method !== 'POST') return send(response, 404, { problem: 'Nothing is here.' });
    const text = await bodyOf(request);
    if (text === null) return send(response, 413, { problem: 'That is too long.' });
    if (pathname === '/room/join') {
      const wanted = parsed(joinSchema, text);
      if (wanted === null) return send(response, 400, { problem: 'That is no wish to join.' });
      return send(response, 200, await join(wanted, addressOf(request, trustProxy)));
    }
    if (pathname === '/room/votes') {
      const all = await votes(text);
      return all === null
        ? send(response, 403, { problem: 'That is for the instructor.' })
        : send(response, 200, all);
    }
    return send(response, 404, { problem: 'Nothing is here.' });
  }

  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(`Room: ${String(error)}`);
      if (!response.headersSent) send(response, 503, { problem: 'Not now. Try again.' });
    });
  };
}

const votesSchema = z.strictObject({ pass: z.string().check(z.maxLength(1_000)) });

/** `null` when it is longer than any wish to join. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > REQUEST_MAX_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // A phone that wakes up would ask again on a connection that is dead, and wait.
    connection: 'close',
  });
  response.end(JSON.stringify(body));
}

/**
 * The built app. Only files that are there when it starts are served, so no path leads out of the
 * folder. `/present` is `present.html` or the app's one page; `/join/K7M3PQ` is typed by people and
 * leads to `/join?code=K7M3PQ`, since each page lies right in the folder of the app.
 */
function appFiles(dist: string): Answer {
  const serve = sirv(dist, {
    etag: true,
    extensions: ['html'],
    setHeaders: (response, path) => {
      response.setHeader('x-content-type-options', 'nosniff');
      response.setHeader('referrer-policy', 'no-referrer');
      // Names of assets change with what is in them; pages are asked for each time.
      const isAsset = path.startsWith('/assets/');
      response.setHeader('cache-control', isAsset ? 'max-age=31536000, immutable' : 'no-cache');
    },
  });
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://room');
    const typed = /^\/join\/([^/]{1,20})\/?$/.exec(pathname)?.[1];
    if (typed !== undefined) {
      const code = codeFrom(decodeSafely(typed));
      response.writeHead(302, { location: code === null ? '/join' : `/join?code=${code}` });
      response.end();
      return;
    }
    serve(request, response, () => {
      const isPage = /^\/[\w-]*$/.test(pathname);
      if (!isPage || pathname === '/index') {
        response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
        response.end('There is no such file.');
        return;
      }
      request.url = '/';
      serve(request, response, () => send(response, 404, { problem: 'The app is not built.' }));
    });
  };
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
