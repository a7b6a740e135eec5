/** The small schemas of a scenario's file. Each message is the phrase of what is allowed. */
import * as z from 'zod/mini';
import { parseFault, parseHold, type Read } from '../flow/fault-text.ts';
import { parseSpan } from '../flow/span-text.ts';
import type { Fault, Hold } from '../kernel/schedule.ts';
import type { Micros } from '../kernel/time.ts';
import type { ActAsked } from './scenario.ts';

/** An object with these fields and no others. Of an unknown field the message lists those known. */
export function fields<const S extends Record<string, z.core.SomeType>>(what: string, shape: S) {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? known : `${what} with ${known}`),
  });
}

export function list<S extends z.core.SomeType>(what: string, each: S, min: number, max: number) {
  const allowed =
    min === 0 ? `a list of at most ${max} ${what}` : `a list of ${min} to ${max} ${what}`;
  return z.array(each, allowed).check(z.minLength(min, allowed), z.maxLength(max, allowed));
}

function text(what: string, max: number) {
  const allowed = `${what} of at most ${max} characters`;
  return z.string(allowed).check(z.minLength(1, allowed), z.maxLength(max, allowed));
}

/** Markdown without HTML. */
export const prose = text('a text in Markdown', 2_000);
export const line = text('a line of text', 200);

/** The names of a flow: nodes, fixes, metrics, … Looked up later. */
export const name = pattern(/^[\w.+-]{1,60}$/, 'a name of letters, digits, "-", "_", "+" and "."');
export const slug = pattern(/^[a-z][a-z0-9-]{0,39}$/, 'an id of small letters, digits and "-"');
export const scenarioId = pattern(
  /^[a-z]+\.[a-z0-9][a-z0-9-]{0,59}$/,
  'an id like caching.fast-and-gone: the flow, a dot, small letters, digits and "-"',
);
export const address = pattern(
  /^[^\s/]{1,80}\/[^\s/]{1,60}$/,
  "a message's address, like read-1/SET or api->db/LOAD#2",
);
export const link = pattern(/^https:\/\/[^\s<>"]{3,300}$/, 'an address that begins with https://');

export function whole(min: number, max: number) {
  const allowed = `a whole number from ${min} to ${max}`;
  return z.int(allowed).check(z.gte(min, allowed), z.lte(max, allowed));
}
export const number = z.number('a number');

function pattern(regex: RegExp, allowed: string) {
  return z.string(allowed).check(z.regex(regex, allowed));
}

const SPAN = 'a span of time like 3.2s, 200ms or 5min';
/** In the file `3.2s`; read as microseconds. */
export const span = z.pipe(
  z.string(SPAN).check(z.regex(/^\d{1,12}(\.\d{1,12})?(us|µs|ms|s|min|h)$/, SPAN)),
  z.transform((written: string, ctx): Micros => {
    const spanUs = parseSpan(written);
    if (spanUs === undefined) ctx.issues.push({ code: 'custom', message: SPAN, input: written });
    return spanUs ?? 0;
  }),
);

export const faultLine = understood<Fault>(
  'a fault, like "crash cache @3.2s for 2s" or "drop read-1/SET"',
  parseFault,
);
export const holdLine = understood<Hold>('an order, like "read-1/SET until read-2/GET"', parseHold);
export const actLine = understood<ActAsked>('an act, like "read shopper-a @3.2s"', parseAct);

/** A line that has a grammar of its own. What it says of a wrong one is a whole sentence. */
function understood<T>(what: string, parse: (written: string) => Read<T>) {
  return z.pipe(
    text(what, 200),
    z.transform((written: string, ctx): T => {
      const read = parse(written);
      if (read.ok) return read.value;
      ctx.issues.push({
        code: 'custom',
        message: read.say,
        input: written,
        params: { isSentence: true },
      });
      return z.NEVER;
    }),
  );
}

/** `read shopper-a @3.2s`. */
function parseAct(written: string): Read<ActAsked> {
  const [, act = '', node = '', instant = ''] = /^(\S+) +(\S+) +@(\S+)$/.exec(written.trim()) ?? [];
  const atUs = parseSpan(instant);
  return atUs === undefined || atUs < 0
    ? { ok: false, say: `"${written}" is no act. Write it like: read shopper-a @3.2s` }
    : { ok: true, value: { act, node, atUs } };
}
