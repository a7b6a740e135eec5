/**
 * A request written by hand: read as a server would read it, and as a line for the browser's
 * console. As a stranger one writes HTTP; as a client of the simulation one lets its app do
 * something, and the app writes the HTTP.
 */
import { type HeaderLines, headerOf } from '../../flow/http/content.ts';
import { type RequestProblem, readFromOutside, routesOf } from '../../flow/http/routes.ts';
import type { RequestText } from '../../flow/http/shape.ts';
import { headerOnTheWire } from '../../flow/http/text.ts';
import type { EntryId } from '../../kernel/entry.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { Act, Message } from '../../kernel/system.ts';
import { actMenu } from '../menus.ts';
import { momentOf, type Scene } from '../scene.ts';
import { exchangesOf } from './exchanges.ts';
import { requestText } from './parts.ts';

export interface Draft {
  readonly method: string;
  readonly path: string;
  /** One on a line: `If-Match: "4"`. */
  readonly headers: string;
  readonly body: string;
}

export interface Route {
  readonly id: string;
  /** `PUT /api/items/:key`. */
  readonly title: string;
  /** A request of this kind to begin with: one that was sent in this run where there is one. */
  readonly example: Draft;
}

/** The requests that may be sent from outside, each with an example. */
export function routesIn(scene: Scene): Route[] {
  return routesOf(scene.flow).map(([id, shape]) => {
    const sent = exchangesOf(scene)
      .map(({ request }) => scene.trace.entries[request])
      .find((entry) => entry?.kind === 'send' && entry.event.type === id);
    const title = `${shape.method} ${shape.path.split('?')[0]}`;
    if (sent?.kind === 'send')
      return { id, title, example: draftOf(requestText(scene.flow, sent)) };
    const fields = (names: readonly string[]): string =>
      JSON.stringify(Object.fromEntries(names.map((name) => [name, ''])));
    const path = (shape.path.split('?')[0] ?? '').replaceAll(/:([\w-]+)/g, 'some-$1');
    const body = shape.body === undefined ? '' : fields(shape.body);
    return { id, title, example: { method: shape.method, path, headers: '', body } };
  });
}

/** The type of a body is added to what is sent: nobody has to write it. */
function draftOf({ method, path, headers, body }: RequestText): Draft {
  const own = headers.filter(([name]) => name !== 'Content-Type');
  return { method, path, body, headers: own.map(([name, text]) => `${name}: ${text}`).join('\n') };
}

export type Composed =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly problem: RequestProblem };

/** The message that a draft is, or what a server would say of it. */
export function composed({ flow }: Scene, draft: Draft): Composed {
  const lines = headersOf(draft);
  const odd = draft.headers.split('\n').find((line) => line.trim() !== '' && !isHeader(line));
  if (odd !== undefined) {
    const detail = `“${odd.trim()}” is no header. Write one on a line, as in “Accept: text/html”.`;
    return { ok: false, problem: { status: 400, title: 'The headers cannot be read', detail } };
  }
  const { method, path, body } = draft;
  return readFromOutside(flow, { method, path: rooted(path), body, header: headerOf(lines) });
}

const isHeader = (line: string): boolean => /^\s*[!#$%&'*+.^`|~\w-]+\s*:/.test(line);

/** With the type of the body, where there is one. */
function headersOf({ headers, body }: Draft): HeaderLines {
  const lines = headers.split('\n').flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    if (!isHeader(line)) return [];
    return [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
  });
  const hasType = lines.some(([name]) => name.toLowerCase() === 'content-type');
  return body.trim() === '' || hasType ? lines : [...lines, ['Content-Type', 'application/json']];
}

const rooted = (path: string): string => (path.startsWith('/') ? path : `/${path}`);

/** What the browser's console takes. The address is that of the page's folder, wherever it stands. */
export function fetchLine(draft: Draft): string {
  const { method, path, body } = draft;
  const headers = Object.fromEntries(
    headersOf(draft).map(([name, text]) => [headerOnTheWire(name), text]),
  );
  const options = {
    ...(method === 'GET' ? {} : { method }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(body.trim() === '' ? {} : { body }),
  };
  const rest = Object.keys(options).length === 0 ? '' : `, ${JSON.stringify(options)}`;
  return `await (await fetch(${JSON.stringify(rooted(path).slice(1))}${rest})).text()`;
}

/** Something that a client's app can do, with the fields of its event as they are at first. */
export interface AppAct {
  readonly id: string;
  readonly title: string;
  readonly explain: string;
  readonly fields: JsonObject;
  readonly make: (atUs: number, fields: JsonObject) => Act;
}

/** What the app of a client may do now; empty while the client is down. */
export function appActs(scene: Scene, index: EntryId, client: string): AppAct[] {
  return actMenu(scene, momentOf(scene.trace, index), client).map((offer) => {
    const { type, ...fields } = offer.make(0).event;
    const { id, title, explain } = offer;
    return {
      id,
      title,
      explain,
      fields,
      make: (atUs, changed) => ({ ...offer.make(atUs), event: { ...changed, type } }),
    };
  });
}
