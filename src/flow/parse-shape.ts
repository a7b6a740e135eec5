/**
 * The shape of a run: which fields there are, of which type, within which bounds. Each message
 * of the schemas is the phrase of what is allowed. Names are looked up later, in the flow.
 */
import * as z from 'zod/mini';
import type { Fault } from '../kernel/schedule.ts';
import { SECOND } from '../kernel/time.ts';

export const FAULTS_MAX = 100;
/** The holds of a witness before any is taken away: one a step. */
const HOLDS_MAX = 1_000;
const INPUTS_MAX = 1_000;
/** The longest spans of any flow are a day; a month leaves room to look at what follows. */
const TIME_MAX_US = 30 * 24 * 3_600 * SECOND;
const SLOWEST = 10_000;

const NAME = 'a name of letters, digits, "-", "_" and "." (at most 60)';
const name = z.string(NAME).check(z.regex(/^[\w.-]{1,60}$/, NAME));
const ADDRESS =
  'an address: op/MESSAGE, from->to/MESSAGE#n, node:timer#n or "act op" (at most 120 characters)';
const address = z.string(ADDRESS).check(z.regex(/^(act )?[^\s]{1,116}$/, ADDRESS));
const HAPPENING = `${ADDRESS}, or a fault's beginning or end, like "crash cache"`;
const happening = z
  .string(HAPPENING)
  .check(z.regex(/^[^\s]{1,116}( [^\s]{1,60}){0,3}$/, HAPPENING));
const LINK = 'a link: from->to, or one--other for both ways';
const link = z.string(LINK).check(z.regex(/^[\w.-]{1,60}?(->|--)[\w.-]{1,60}$/, LINK));

function whole(min: number, max: number, unit = '') {
  const allowed = `a whole number from ${min} to ${max}${unit}`;
  return z.int(allowed).check(z.gte(min, allowed), z.lte(max, allowed));
}

function number(min: number, max: number, what = 'a number') {
  const allowed = `${what} from ${min} to ${max}`;
  return z.number(allowed).check(z.gte(min, allowed), z.lte(max, allowed));
}

function list(what: string, max: number) {
  const allowed = `a list of at most ${max} ${what}`;
  return z.array(z.unknown(), allowed).check(z.maxLength(max, allowed));
}

function fields<const S extends Record<string, z.core.SomeType>>(what: string, shape: S) {
  return z.strictObject(shape, `${what} with ${Object.keys(shape).join(', ')}`);
}

const NAMES = 'an object of names and values';
const names = z.record(z.string(), z.unknown(), NAMES);

export const runShape = fields('a run', {
  version: z.literal(1, 'the number 1: this is the first version of runs'),
  flow: name,
  variant: z.exactOptional(name),
  fixes: z.exactOptional(names),
  params: z.exactOptional(names),
  workload: z.exactOptional(name),
  seed: z.exactOptional(whole(0, 2 ** 32 - 1)),
  faults: z.exactOptional(list('faults', FAULTS_MAX)),
  holds: z.exactOptional(list('holds', HOLDS_MAX)),
  inputs: z.exactOptional(list('inputs', INPUTS_MAX)),
  untilUs: z.exactOptional(whole(0, TIME_MAX_US, ' µs')),
});

export const holdShape = fields('a hold', { hold: address, until: happening });

const message = z.looseObject({ type: name }, 'an event with a type');
export const actShape = fields('an input', {
  op: name,
  node: name,
  atUs: whole(0, TIME_MAX_US, ' µs'),
  event: message,
});

const atUs = whole(0, TIME_MAX_US, ' µs');
const span = whole(0, TIME_MAX_US, ' µs');
const factor = number(1 / SLOWEST, SLOWEST, 'a factor');
const onMessage = { message: address };
const onLink = { link, atUs, forUs: span };
const onNode = { node: name, atUs };

/** For each kind its fields, beside `kind` itself. `slow` befalls a link or a node. */
const faultFields = {
  drop: onMessage,
  delay: { ...onMessage, byUs: span },
  duplicate: { ...onMessage, afterUs: span },
  fail: onMessage,
  cut: onLink,
  disconnect: { link, atUs },
  halfOpen: { link, atUs },
  lossy: { ...onLink, rate: number(0, 1, 'a chance') },
  crash: { ...onNode, downForUs: span },
  stop: onNode,
  pause: { ...onNode, forUs: span },
  skew: { ...onNode, byUs: whole(-TIME_MAX_US, TIME_MAX_US, ' µs') },
  failNext: onNode,
  own: { event: name, ...onNode, with: z.exactOptional(names) },
} as const;
const slowLink = { ...onLink, factor };
const slowNode = { ...onNode, forUs: span, factor };

type KindName = keyof typeof faultFields | 'slow';
/** Every `kind` that a fault may have. */
export const FAULT_KINDS = [...Object.keys(faultFields), 'slow'] as readonly KindName[];

/** The schema of a fault of this kind. */
export function faultShape(kind: KindName, isOnLink: boolean): z.ZodMiniType<Fault> {
  const shape = kind === 'slow' ? (isOnLink ? slowLink : slowNode) : faultFields[kind];
  // One schema a kind, and together they are `Fault`: parse.test.ts holds them against each other.
  return fields(`a fault "${kind}"`, {
    kind: z.literal(kind),
    ...shape,
  }) as unknown as z.ZodMiniType<Fault>;
}
