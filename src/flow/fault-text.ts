/**
 * Faults and holds as a person types and reads them. Printing and parsing are one grammar:
 *
 *     drop read-1/SET                     cut api--db @1s for 500ms
 *     delay read-1/SET by 200ms           slow api->db x10 @1s for 2s
 *     duplicate read-1/SET after 5ms      lossy api--db 30% @1s for 2s
 *     fail write-1/COMMIT                 crash cache @3.2s for 2s
 *     stop cache @1s                      pause api @1s for 2s
 *     slow api x10 @1s for 2s             skew api by -500ms @1s
 *     failNext db @1s                     evict cache @2s with key=cart:1
 *     disconnect client--hub @1s          halfOpen client--hub @1s
 *
 *     read-1/SET until read-2/GET         act write-1 until cache:flush#2
 *
 * A first word that is none of the kernel's kinds names a fault of the flow's own. What comes
 * after the target may stand in any order; what is left out gets `USUAL`. Names are not looked
 * up here: `parseRun` does that.
 */
import type { Json } from '../kernel/json.ts';
import type { Fault, Hold } from '../kernel/schedule.ts';
import type { Micros } from '../kernel/time.ts';
import { parseSpan, spanText } from './span-text.ts';

/** What a fault gets where its text says nothing. */
export const USUAL = { forUs: 1_000_000, byUs: 1_000_000, afterUs: 10_000, factor: 10, rate: 0.3 };

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  /** `say` is a sentence: what is wrong, and what to write instead. */
  | { readonly ok: false; readonly say: string };

export function faultText(fault: Fault): string {
  switch (fault.kind) {
    case 'drop':
    case 'fail':
      return `${fault.kind} ${fault.message}`;
    case 'delay':
      return `delay ${fault.message} by ${spanText(fault.byUs)}`;
    case 'duplicate':
      return `duplicate ${fault.message} after ${spanText(fault.afterUs)}`;
    case 'cut':
      return `cut ${fault.link} ${during(fault.atUs, fault.forUs)}`;
    case 'lossy':
      return `lossy ${fault.link} ${rateText(fault.rate)} ${during(fault.atUs, fault.forUs)}`;
    case 'disconnect':
    case 'halfOpen':
      return `${fault.kind} ${fault.link} @${spanText(fault.atUs)}`;
    case 'slow': {
      const target = 'link' in fault ? fault.link : fault.node;
      return `slow ${target} x${fault.factor} ${during(fault.atUs, fault.forUs)}`;
    }
    case 'crash':
      return `crash ${fault.node} ${during(fault.atUs, fault.downForUs)}`;
    case 'pause':
      return `pause ${fault.node} ${during(fault.atUs, fault.forUs)}`;
    case 'stop':
    case 'failNext':
      return `${fault.kind} ${fault.node} @${spanText(fault.atUs)}`;
    case 'skew':
      return `skew ${fault.node} by ${spanText(fault.byUs)} @${spanText(fault.atUs)}`;
    case 'own': {
      const details = fault.with === undefined ? '' : ` with ${detailsText(fault.with)}`;
      return `${fault.event} ${fault.node} @${spanText(fault.atUs)}${details}`;
    }
  }
}

export const holdText = ({ hold, until }: Hold): string => `${hold} until ${until}`;

export function parseHold(text: string): Read<Hold> {
  const [hold, until, ...more] = text.trim().split(/\s+until\s+/);
  return hold && until && more.length === 0
    ? { ok: true, value: { hold, until } }
    : { ok: false, say: `"${text}" is no hold. Write: read-1/SET until read-2/GET` };
}

/** One example of each kind, by its first word. */
const EXAMPLES = {
  drop: 'drop read-1/SET',
  delay: 'delay read-1/SET by 200ms',
  duplicate: 'duplicate read-1/SET after 5ms',
  fail: 'fail write-1/COMMIT',
  cut: 'cut api--db @1s for 500ms',
  lossy: 'lossy api--db 30% @1s for 2s',
  slow: 'slow api->db x10 @1s for 2s',
  disconnect: 'disconnect client--hub @1s',
  halfOpen: 'halfOpen client--hub @1s',
  crash: 'crash cache @3.2s for 2s',
  stop: 'stop cache @1s',
  pause: 'pause api @1s for 2s',
  skew: 'skew api by -500ms @1s',
  failNext: 'failNext db @1s',
  own: 'evict cache @2s',
} as const satisfies Record<Fault['kind'], string>;

export function parseFault(text: string): Read<Fault> {
  const words = text.trim().split(/\s+/);
  const [kind = '', target] = words;
  const example = Object.hasOwn(EXAMPLES, kind)
    ? EXAMPLES[kind as keyof typeof EXAMPLES]
    : EXAMPLES.own;
  const wrong = (what: string): Read<Fault> => ({
    ok: false,
    say: `"${text}" is no fault: ${what}. Write it like: ${example}`,
  });
  if (target === undefined) return wrong('it names nothing that it befalls');
  const rest = readRest(text, words.slice(2));
  if (!rest.ok) return wrong(rest.say);
  const built = build(kind, target, rest.value);
  if (typeof built === 'string') return wrong(built);
  const unused = rest.value.details !== undefined && built.kind !== 'own' ? 'with' : undefined;
  const left = unused ?? Object.keys(rest.value.said)[0];
  return left === undefined ? { ok: true, value: built } : wrong(`"${left}" does not belong there`);
}

/** What was said after the target, by its word. Taken out as it is used, so that what is left shows. */
interface Rest {
  readonly said: Record<string, number>;
  details?: { readonly [key: string]: Json };
}

function readRest(text: string, words: readonly string[]): Read<Rest> {
  const rest: Rest = { said: {} };
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === 'with') {
      const details = parseDetails(text.replace(/^.*?\swith\b/s, '').trim());
      if (details === undefined) return { ok: false, say: 'after "with" come key=value, or JSON' };
      rest.details = details;
      break;
    }
    const [name, value] = readWord(word, words[i + 1]);
    if (name === undefined) return { ok: false, say: `"${word}" is not understood` };
    if (value === undefined) return { ok: false, say: `"${name}" needs a span like 200ms or 3.2s` };
    if (name in rest.said) return { ok: false, say: `"${name}" stands there twice` };
    rest.said[name] = value;
    if (SPANS.includes(word)) i++;
  }
  return { ok: true, value: rest };
}

const SPANS = ['for', 'by', 'after', '@'];

function readWord(word: string, next = ''): [string | undefined, number | undefined] {
  if (SPANS.includes(word)) return [word, parseSpan(next)];
  if (word.startsWith('@')) return ['@', parseSpan(word.slice(1))];
  if (/^x[\d.]/.test(word)) return ['x', finite(word.slice(1))];
  if (/^[\d.]+%$/.test(word)) return ['%', percent(word.slice(0, -1))];
  if (/^[\d.]/.test(word)) return ['%', finite(word)];
  return [undefined, undefined];
}

/** A fault, or what is missing. */
function build(kind: string, target: string, { said, details }: Rest): Fault | string {
  const take = (name: string): number | undefined => {
    const value = said[name];
    delete said[name];
    return value;
  };
  if (kind === 'drop' || kind === 'fail') return { kind, message: target };
  if (kind === 'delay') return { kind, message: target, byUs: take('by') ?? USUAL.byUs };
  if (kind === 'duplicate') {
    return { kind, message: target, afterUs: take('after') ?? USUAL.afterUs };
  }
  const atUs = take('@');
  if (atUs === undefined) return 'it needs an instant, like @3.2s';
  const span = (): Micros => take('for') ?? USUAL.forUs;
  const factor = (): number => take('x') ?? USUAL.factor;
  switch (kind) {
    case 'cut':
      return { kind, link: target, atUs, forUs: span() };
    case 'disconnect':
    case 'halfOpen':
      return { kind, link: target, atUs };
    case 'lossy':
      return { kind, link: target, atUs, forUs: span(), rate: take('%') ?? USUAL.rate };
    case 'slow':
      return /->|--/.test(target)
        ? { kind, link: target, atUs, forUs: span(), factor: factor() }
        : { kind, node: target, atUs, forUs: span(), factor: factor() };
    case 'crash':
      return { kind, node: target, atUs, downForUs: span() };
    case 'pause':
      return { kind, node: target, atUs, forUs: span() };
    case 'stop':
    case 'failNext':
      return { kind, node: target, atUs };
    case 'skew':
      return { kind, node: target, atUs, byUs: take('by') ?? USUAL.byUs };
    default: {
      const own = { kind: 'own', event: kind, node: target, atUs } as const;
      return details === undefined ? own : { ...own, with: details };
    }
  }
}

const during = (atUs: Micros, forUs: Micros): string => `@${spanText(atUs)} for ${spanText(forUs)}`;

const finite = (text: string): number | undefined => {
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
};

const percent = (text: string): number | undefined => {
  const value = finite(text);
  return value === undefined ? undefined : value / 100;
};

/** In percent where that gives the same number back. */
function rateText(rate: number): string {
  const inPercent = String(Number((rate * 100).toPrecision(12)));
  return percent(inPercent) === rate && !inPercent.includes('e') ? `${inPercent}%` : String(rate);
}

/** A value that can stand unquoted: what JSON would read otherwise, or has odd characters, cannot. */
const isPlainWord = (value: Json | undefined): value is string =>
  typeof value === 'string' &&
  /^[A-Za-z][\w:./-]*$/.test(value) &&
  !/^(true|false|null)$/.test(value);

function detailsText(details: { readonly [key: string]: Json }): string {
  const pairs = Object.entries(details);
  const isSimple = pairs.every(
    ([key, value]) =>
      /^\w+$/.test(key) &&
      (isPlainWord(value) || typeof value === 'number' || typeof value === 'boolean'),
  );
  if (!isSimple || pairs.length === 0) return JSON.stringify(details);
  return pairs.map(([key, value]) => `${key}=${value}`).join(',');
}

function parseDetails(text: string): { readonly [key: string]: Json } | undefined {
  try {
    if (text.startsWith('{')) return JSON.parse(text) as { readonly [key: string]: Json };
    return Object.fromEntries(
      text.split(',').map((pair) => {
        const [, key = '', value = ''] = /^\s*(\w+)=(.*?)\s*$/.exec(pair) ?? [];
        if (key === '' || value === '') throw new SyntaxError('key=value');
        return [key, isPlainWord(value) ? value : (JSON.parse(value) as Json)];
      }),
    );
  } catch {
    return undefined;
  }
}
