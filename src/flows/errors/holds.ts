/** What each node shows of what it holds. */
import type { HeldRow, Tone } from '../../flow/look.ts';
import type { CrowdContext } from './machines/crowd.ts';
import type { DatabaseContext } from './machines/database.ts';
import type { LogContext } from './machines/log.ts';
import type { PageContext } from './machines/page.ts';
import type { PaymentContext } from './machines/payment.ts';
import type { ServiceContext } from './machines/service.ts';
import type { Tone as ScreenTone } from './machines/words.ts';
import type { WorkerContext } from './machines/worker.ts';

const TAGS: Readonly<Record<ScreenTone, { text: string; tone: Tone }>> = {
  asking: { text: 'waits', tone: 'quiet' },
  success: { text: 'ok', tone: 'good' },
  waiting: { text: 'pending', tone: 'warn' },
  failure: { text: 'error', tone: 'bad' },
  unknown: { text: 'unknown', tone: 'warn' },
  blank: { text: 'blank', tone: 'bad' },
};

/** What a person reads there. */
export function clientHolds({
  op,
  screen,
  token,
  request,
  status,
}: PageContext): readonly HeldRow[] {
  const signed = token === null ? [{ label: 'signed out', value: '' }] : [];
  if (request === null) return signed;
  const lines = linesOf(screen.text).map((label) => ({ label, value: '' }));
  const tag = TAGS[screen.tone];
  const told = status === 0 || screen.tone === 'blank' ? tag : { ...tag, text: String(status) };
  return [{ label: op, value: '', tag: told }, ...lines, ...signed];
}

/** So much fits into a box; the whole text stands in the entry. */
const LINE = 14;
const MOST_LINES = 5;

function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter((each) => each !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LINE) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word.length > LINE ? `${word.slice(0, LINE - 1)}…` : word);
  }
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES - 1), '…'];
}

export function crowdHolds({ under, well, badly }: CrowdContext): readonly HeldRow[] {
  return [
    { label: 'waiting', value: String(under) },
    { label: 'served', value: String(well) },
    { label: 'sent away', value: String(badly) },
  ];
}

export function serviceHolds({ breaker, failures }: ServiceContext): readonly HeldRow[] {
  return [
    ...(breaker === 'closed'
      ? []
      : [{ label: 'breaker', value: '', tag: { text: breaker, tone: 'bad' } as const }]),
    ...(failures === 0 ? [] : [{ label: 'failures in a row', value: String(failures) }]),
  ];
}

/** A box shows this many rows of one sort. */
const MOST_ROWS = 3;
const ORDER_TONES: Readonly<Record<string, Tone>> = {
  PAID: 'good',
  PENDING: 'warn',
  CANCELLED: 'quiet',
  FAILED: 'bad',
};

export function databaseHolds(context: DatabaseContext): readonly HeldRow[] {
  const { items, orders, notes, full, deadlocks } = context;
  return [
    ...(full ? [{ label: 'disk', value: '', tag: { text: 'full', tone: 'bad' } as const }] : []),
    ...(deadlocks === 0 ? [] : [{ label: 'deadlocks ahead', value: String(deadlocks) }]),
    ...items.slice(-MOST_ROWS).map(({ name, qty }) => ({ label: name, value: String(qty) })),
    ...orders.slice(-MOST_ROWS).map(({ id, status }) => ({
      label: id,
      value: '',
      tag: { text: status.toLowerCase(), tone: ORDER_TONES[status] ?? 'quiet' },
    })),
    ...notes.slice(0, MOST_ROWS).map(({ order }) => ({ label: order, value: 'note' })),
  ];
}

export function paymentHolds({ mood, charges, keys }: PaymentContext): readonly HeldRow[] {
  // An order may be charged under several keys.
  const nets = new Map<string, number>();
  for (const { op, net } of charges) nets.set(op, (nets.get(op) ?? 0) + net);
  return [
    ...(mood === 'well'
      ? []
      : [{ label: 'calls', value: '', tag: { text: mood, tone: 'bad' } as const }]),
    ...[...nets].slice(-MOST_ROWS).map(([op, net]) => ({
      label: op,
      value: `${net}×`,
      tag:
        net > 1
          ? { text: 'twice', tone: 'bad' as const }
          : { text: net === 1 ? 'kept' : 'given back', tone: 'quiet' as const },
    })),
    ...(keys.length === 0 ? [] : [{ label: 'keys known', value: String(keys.length) }]),
  ];
}

export const logHolds = ({ records }: LogContext): readonly HeldRow[] =>
  records.slice(-3).map(({ trace, layer }) => ({ label: trace, value: layer }));

export const workerHolds = ({ note }: WorkerContext): readonly HeldRow[] =>
  note === null ? [] : [{ label: note.order, value: 'note' }];
