/** A request that nobody in the simulation sent, as a message of the flow; or what is wrong with it. */
import type { Message } from '../../kernel/system.ts';
import type { Flow } from '../flow.ts';
import type { HttpRequestShape } from '../message.ts';
import { type Readable, type RequestText, readRequest } from './shape.ts';
import { ShapeError } from './text.ts';

/** SIMPLIFIED: a stream from outside cannot enter a run; with a real server anybody may open one. */
export const NO_STREAM =
  'Only the clients of the simulation open streams here: let one connect, from its menu.';

/** What a server would answer: RFC 9457. */
export interface RequestProblem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
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
      if (error instanceof ShapeError) return unreadable(shape, error.message);
      throw error;
    }
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

function isRoute(
  shape: HttpRequestShape,
  { method, path }: Pick<RequestText, 'method' | 'path'>,
): boolean {
  return shape.method === method && shape.path.split('?')[0] === path.split('?')[0];
}

function unreadable({ method, path, body }: HttpRequestShape, why: string): ReadRequest {
  const takes = body === undefined ? 'no body' : `a JSON object with ${body.join(', ')}`;
  const detail = `${why[0]?.toUpperCase()}${why.slice(1)}. ${method} ${path} takes ${takes}.`;
  return problem(400, 'The request cannot be read', detail);
}

const problem = (status: number, title: string, detail: string): ReadRequest => ({
  ok: false,
  problem: { status, title, detail },
});
