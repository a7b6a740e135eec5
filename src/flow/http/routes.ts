/** A request that nobody in the simulation sent, as a message of the flow; or what is wrong with it. */
import type { Message } from '../../kernel/system.ts';
import type { Flow } from '../flow.ts';
import type { HttpRequestShape } from '../message.ts';
import type { HeaderLines } from './content.ts';
import { readPath } from './path.ts';
import { type Readable, type RequestText, readRequest } from './shape.ts';
import { MediaTypeError, ShapeError } from './text.ts';

/** SIMPLIFIED: a stream from outside cannot enter a run; with a real server anybody may open one. */
export const NO_STREAM =
  'Only the clients of the simulation open streams here: let one connect, from its menu.';

/** What a server would answer: RFC 9457. */
export interface RequestProblem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly headers?: HeaderLines;
}

export type ReadRequest =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly problem: RequestProblem };

/** The requests of a flow that may come from outside: those that open no stream. */
export const routesOf = (flow: Flow): (readonly [type: string, shape: HttpRequestShape])[] =>
  requestsOf(flow).filter(([, { opens }]) => opens === undefined);

export function readFromOutside(flow: Flow, request: Readable<RequestText>): ReadRequest {
  const { method, path } = request;
  const isStream = requestsOf(flow).some(([, shape]) => {
    return shape.opens !== undefined && isRoute(shape, request);
  });
  if (isStream) return problem(403, 'No stream from outside', NO_STREAM);
  const routes = routesOf(flow);
  for (const [type, shape] of routes) {
    try {
      const message = readRequest(type, shape, request);
      if (message === undefined) continue;
      const missing = shape.body?.filter((name) => message[name] === undefined) ?? [];
      if (missing.length === 0) return { ok: true, message };
      return unreadable(shape, `the body lacks ${missing.join(', ')}`);
    } catch (error) {
      if (error instanceof MediaTypeError) {
        return problem(415, 'The body is of another type', `${capital(error.message)}.`);
      }
      if (error instanceof ShapeError) return unreadable(shape, error.message);
      throw error;
    }
  }
  const allowed = routes.filter(([, shape]) => isAt(shape, path)).map(([, shape]) => shape.method);
  if (allowed.length > 0) {
    // RFC 9110 §15.5.6: a 405 says which methods there are.
    const allow = [...new Set(allowed)].join(', ');
    const detail = `${path} takes ${allow}, and not ${method}.`;
    return problem(405, 'No such method there', detail, [['Allow', allow]]);
  }
  const known = routes.map(([, shape]) => `${shape.method} ${shape.path}`);
  const detail = `There is no route ${method} ${path}. The routes of this flow are: ${known.join(', ')}.`;
  return problem(404, 'No such route', detail);
}

function requestsOf(flow: Flow): (readonly [type: string, shape: HttpRequestShape])[] {
  return Object.entries(flow.messages).flatMap(([type, { http }]) =>
    http !== undefined && 'method' in http ? [[type, http] as const] : [],
  );
}

function isAt({ path: shape, texts }: HttpRequestShape, path: string): boolean {
  try {
    return readPath(shape, path, texts) !== undefined;
  } catch {
    return false;
  }
}

function isRoute(
  shape: HttpRequestShape,
  { method, path }: Pick<RequestText, 'method' | 'path'>,
): boolean {
  return shape.method === method && shape.path.split('?')[0] === path.split('?')[0];
}

function unreadable({ method, path, body }: HttpRequestShape, why: string): ReadRequest {
  const takes = body === undefined ? 'no body' : `a JSON object with ${body.join(', ')}`;
  const detail = `${capital(why)}. ${method} ${path} takes ${takes}.`;
  return problem(400, 'The request cannot be read', detail);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const problem = (
  status: number,
  title: string,
  detail: string,
  headers: HeaderLines = [],
): ReadRequest => ({ ok: false, problem: { status, title, detail, headers } });
