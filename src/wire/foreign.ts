/**
 * Requests that nobody in the simulation sent: from the browser's console, from code that somebody
 * wrote. Each enters the run as an act of a stranger at the playhead, and is answered when its
 * reply arrives there.
 */
import type { Flow } from '../flow/flow.ts';
import type { HeaderLines } from '../flow/http/content.ts';
import { NO_STREAM, readFromOutside } from '../flow/http/routes.ts';
import { headerOnTheWire } from '../flow/http/text.ts';
import type { Run } from '../flow/run.ts';
import type { EntryId } from '../kernel/entry.ts';
import type { Message, OperationId } from '../kernel/system.ts';
import type { Trace } from '../kernel/trace.ts';
import { toResponse } from './carrier.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { writeResponse } from './shape.ts';

/** A browser ends a request after 310 s. */
const LONGEST_MS = 4 * 60_000;

/** What is shown now, and whether the playhead moves by itself. */
export interface Shown {
  readonly flow: Flow;
  readonly run: Run;
  readonly trace: Trace;
  readonly index: EntryId;
  readonly playing: boolean;
}

export interface Host {
  /** `undefined` while no flow is open. */
  readonly shown: () => Shown | undefined;
  /** Makes the request an act of the run at the playhead. Says why, if it cannot be one. */
  readonly enter: (op: OperationId, message: Message) => string | undefined;
}

interface Parked {
  readonly answer: (response: Response) => void;
  /** Found once for each trace. */
  outcome?: { readonly trace: Trace; readonly is: Outcome };
}

export class Foreign {
  private readonly host: Host;
  private readonly parked = new Map<OperationId, Parked>();
  /** The host is about to put this one into the run. */
  private entering: OperationId | undefined;

  constructor(host: Host) {
    this.host = host;
  }

  async answer(request: Request, path: string): Promise<Response> {
    const shown = this.host.shown();
    if (shown === undefined) return problem(503, 'No flow is open', 'Open one, then ask again.');
    const { method, headers } = request;
    const header = (name: string): string | null => headers.get(headerOnTheWire(name));
    const body = await request.text();
    const read = readFromOutside(shown.flow, { method, path, header, body });
    if (!read.ok) {
      // Neither the page nor the console shows what an EventSource was answered.
      if (headers.get('Accept') === 'text/event-stream') console.warn(`${path}: ${NO_STREAM}`);
      const { status, title, detail, headers: more = [] } = read.problem;
      return problem(status, title, detail, more);
    }
    const op = this.freeOp(shown.run);
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => this.settle(op, noReply('none came in 4 minutes')),
        LONGEST_MS,
      );
      const answer = (response: Response): void => {
        clearTimeout(timer);
        resolve(response);
      };
      // Entering shows another trace at once, and that may hold the answer.
      this.parked.set(op, { answer });
      this.entering = op;
      const refusal = this.host.enter(op, read.message);
      this.entering = undefined;
      if (refusal !== undefined) this.settle(op, problem(400, 'It cannot enter the run', refusal));
    });
  }

  /** Answers what the playhead has reached. While it rests there is no later: all is answered. */
  follow({ flow, run, trace, index, playing }: Shown): void {
    for (const [op, parked] of this.parked) {
      if (!run.inputs.some((act) => act.op === op)) {
        if (op !== this.entering) this.settle(op, left());
        continue;
      }
      if (parked.outcome?.trace !== trace) parked.outcome = { trace, is: outcomeOf(trace, op) };
      const outcome = parked.outcome.is;
      if (playing && index < outcome.at) continue;
      const early = index < outcome.at;
      this.settle(op, responseTo(flow, outcome, early ? atOnce(outcome) : undefined));
    }
  }

  /** Releases everything that is parked. */
  close(): void {
    for (const op of this.parked.keys()) this.settle(op, Response.error());
  }

  private settle(op: OperationId, response: Response): void {
    this.parked.get(op)?.answer(response);
    this.parked.delete(op);
  }

  private freeOp({ inputs }: Run): OperationId {
    for (let n = 1; ; n++) {
      const op = `you-${n}`;
      if (!this.parked.has(op) && !inputs.some((act) => act.op === op)) return op;
    }
  }
}

function responseTo(flow: Flow, outcome: Outcome, note: string | undefined): Response {
  if (outcome.kind === 'none') return noReply(outcome.why);
  const shape = outcome.kind === 'reply' ? flow.messages[outcome.message.type]?.http : undefined;
  if (outcome.kind === 'refused' || shape === undefined || 'method' in shape) {
    return Response.error();
  }
  const parts = writeResponse(shape, outcome.message);
  if (note !== undefined) parts.headers.set('X-Sim-Note', note);
  return toResponse(parts);
}

function atOnce({ atUs }: Outcome): string {
  return `the simulation is paused: answered at once, from the branch that this request began (reply at ${atUs / 1000} ms)`;
}

const left = (): Response => {
  return problem(503, 'Its run was left', 'The run that it entered is not shown now.');
};

const noReply = (why: string): Response => {
  return problem(504, 'No reply', `In the simulation no reply arrives: ${why}.`);
};

/** RFC 9457. */
function problem(
  status: number,
  title: string,
  detail: string,
  headers: HeaderLines = [],
): Response {
  const body = JSON.stringify({ type: 'about:blank', title, status, detail });
  const all = [['Content-Type', 'application/problem+json'], ...headers] as [string, string][];
  return new Response(body, { status, headers: all });
}
