/** What a person wants of a page: a change becomes an actor of its own. */
import { change, type Turn, tell } from '../../../flow/turn.ts';
import { fact, type Received, send, spawn } from '../../../kernel/system.ts';
import { FIELDS, type Fields, type Op, type Wish } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { type AppContext, type AppTurn, screenOf, show } from './app-context.ts';
import { docOf, withLayer } from './screen.ts';

export function wish(
  s: Settings,
  turn: AppTurn,
  { op: name, nowUs = 0 }: Received & { readonly nowUs?: number },
  wanted: Wish,
): void {
  const { docs, shown, seq, node, device, outbox, online, skewUs, opening } = turn.context;
  const seen = docOf(shown, wanted.id);
  // A page that has not loaded it has nothing to change.
  if (seen === undefined && wanted.kind !== 'create') {
    return change(turn, { message: 'nothing here' });
  }
  const op: Op = {
    ...wanted,
    op: name,
    client: clientOf(turn.context),
    base: docOf(docs, wanted.id)?.version ?? 0,
    was: seen?.[wanted.field] ?? '',
    fields: fieldsOf(s, wanted, seen),
    seq: seq + 1,
    stampUs: s.conflict === 'lwwClock' ? nowUs + skewUs : 0,
  };
  change(turn, { seq: seq + 1, message: '' });
  const input = { app: node, device, outbox, op, online, opening, resumed: false };
  tell(turn, spawn(name, 'update', input as never, name));
}

/** Whose numbers they are: each tab counts for itself. */
const clientOf = ({ node, device }: AppContext): string =>
  node === 'tab-2' ? `${device}/${node}` : device;

/** The whole todo as it is seen, or what was changed. */
function fieldsOf(s: Settings, { kind, field, value }: Wish, seen: Fields | undefined): Fields {
  if (kind !== 'edit') return {};
  if (s.conflict !== 'lww') return { [field]: value };
  const whole = Object.fromEntries(FIELDS.map((each) => [each, seen?.[each] ?? '']));
  return { ...whole, [field]: value };
}

/** The card of the conflict that came first. */
export function resolve(s: Settings, turn: AppTurn, how: 'mine' | 'theirs' | 'both'): void {
  const layer = turn.context.layers.find(({ is }) => is === 'conflict');
  if (layer === undefined || layer.theirs === null) return;
  const { op, theirs, actor } = layer;
  const text = op.kind === 'edit' ? theirs[op.field] : '';
  const value = how === 'both' && text !== '' ? `${text} + ${op.value}` : op.value;
  const base = theirs.version;
  tell(turn, fact({ type: 'resolved', how, id: op.id, field: op.field, value, base }, op.op));
  // A decision is a wish of its own: it is not older than what was changed since.
  const seq = turn.context.seq + 1;
  if (how !== 'theirs') {
    change(turn, { seq });
    const fields = op.kind === 'edit' ? { [op.field]: value } : op.fields;
    const made = { ...op, value, base, fields, seq };
    show(
      s,
      turn,
      withLayer(screenOf(turn.context), op.op, { is: 'begun', op: made, theirs: null }),
    );
  }
  tell(turn, send(actor, { type: 'resolved', how, value, base, seq } as never, { op: op.op }));
}

/** What is typed and not sent is the component's alone. */
export function typeDraft(turn: Turn<AppContext>, text: string): void {
  const { component } = turn.context;
  tell(turn, fact({ type: 'typed', text }));
  if (component !== '') tell(turn, send(component, { type: 'remember', draft: text }));
}
