/** What each node shows of what it holds. */
import type { HeldRow } from '../../flow/look.ts';
import type { Loose } from '../../kernel/json.ts';
import type { HubContext } from './machines/hub-state.ts';
import type { Known } from './machines/receive.ts';
import type { StoreContext } from './machines/store.ts';
import type { Variant } from './settings.ts';

export function clientHolds({
  shown,
  last,
  epoch,
  applied,
  missed,
  duplicates,
  ahead,
}: Known): readonly HeldRow[] {
  return [
    { label: 'shows', value: shown === 0 ? '—' : `e${shown}` },
    { label: 'last', value: last === null ? '—' : `#${last}` },
    ...(epoch === null ? [] : [{ label: 'epoch', value: String(epoch) }]),
    ...counted('applied', applied),
    ...counted('missed', missed, 'bad'),
    ...counted('duplicates', duplicates, 'warn'),
    ...counted('waiting', ahead.length, 'warn'),
  ];
}

export const hubHolds =
  (variant: Variant) =>
  (context: Loose): readonly HeldRow[] => {
    const { seq, epoch, connections, parked, buffer, looping, loggedOut } = context as HubContext;
    return [
      { label: 'seq', value: `#${seq}` },
      { label: 'epoch', value: String(epoch) },
      ...(variant === 'polling' ? [] : [waiting(variant, connections.length, parked.length)]),
      { label: 'buffer', value: bufferText(buffer) },
      ...(looping ? [{ label: 'crash loop', value: '', tag: BAD }] : []),
      ...(loggedOut ? [{ label: 'logged out', value: '', tag: BAD }] : []),
    ];
  };

/** Who hears at once of what is new. */
const waiting = (variant: Variant, connections: number, polls: number): HeldRow =>
  variant === 'long-polling'
    ? { label: 'polls kept', value: String(polls) }
    : { label: 'connections', value: String(connections) };

export const storeHolds = ({ n }: StoreContext): readonly HeldRow[] => [
  { label: 'state', value: n === 0 ? '—' : `up to e${n}` },
];

const BAD = { text: 'bad', tone: 'bad' } as const;

function bufferText(buffer: HubContext['buffer']): string {
  const [first] = buffer;
  const last = buffer.at(-1);
  if (first === undefined || last === undefined) return '—';
  return first === last ? `#${first.seq}` : `#${first.seq} to #${last.seq}`;
}

const counted = (label: string, count: number, tone?: 'bad' | 'warn'): HeldRow[] =>
  count === 0
    ? []
    : [
        {
          label,
          value: String(count),
          ...(tone === undefined ? {} : { tag: { text: label, tone } }),
        },
      ];
