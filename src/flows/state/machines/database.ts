/** The server's state: todos with versions, the keys that it knows, and preferences. */
import { enqueueActions, setup } from 'xstate';
import { change, reply, type Turn, takeTurn, tell } from '../../../flow/turn.ts';
import { type Command, fact } from '../../../kernel/system.ts';
import {
  type Doc,
  FIELDS,
  PREFS,
  type Prefs,
  type Read,
  type ReadPrefs,
  type Write,
  type WritePrefs,
} from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { docOf, withDoc } from './screen.ts';

export interface DatabaseContext {
  readonly docs: readonly Doc[];
  readonly prefs: Prefs & { readonly version: number };
  /** Of what was done, the last. */
  readonly keys: readonly string[];
  /** The number that was written last, by device, todo and field. */
  readonly seqs: Readonly<Record<string, number>>;
  /** The time that was written last, by todo and field. */
  readonly stamps: Readonly<Record<string, number>>;
}

type DatabaseEvent = Read | Write | ReadPrefs | WritePrefs;
type DbTurn = Turn<DatabaseContext>;

/** SIMPLIFIED: the last keys are remembered; real servers remember them for a day or so. */
const KEYS_MAX = 100;

export const databaseMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: DatabaseContext;
      events: DatabaseEvent;
      emitted: Command;
      input: DatabaseContext;
    },
    actions: {
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => step(s, turn, event));
      }),
    },
  }).createMachine({
    id: 'database',
    context: ({ input }) => input,
    initial: 'serving',
    states: { serving: { on: { '*': { actions: 'take' } } } },
  });

function step(s: Settings, turn: DbTurn, event: DatabaseEvent): void {
  const { docs, prefs } = turn.context;
  switch (event.type) {
    case 'READ':
      return reply(turn, event, { type: 'ROW', row: docOf(docs, event.id) ?? null } as never);
    case 'READ_PREFS':
      return reply(turn, event, { type: 'PREFS', ...prefs });
    case 'WRITE_PREFS': {
      const { theme, lang, match } = event;
      if (match !== null && match !== prefs.version)
        return reply(turn, event, { type: 'PREFS_CLASH', ...prefs });
      const version = prefs.version + 1;
      const changed = PREFS.filter((key) => prefs[key] !== event[key]);
      change(turn, { prefs: { theme, lang, version } });
      tell(turn, fact({ type: 'prefsWritten', theme, lang, version, keys: changed }));
      return reply(turn, event, { type: 'PREFS', theme, lang, version });
    }
    case 'WRITE':
      return write(s, turn, event);
  }
}

/** One transaction: whatever it looks at, nobody is in between. */
function write(s: Settings, turn: DbTurn, event: Write): void {
  const { context } = turn;
  const { id, kind, key, match } = event;
  const known = key !== '' && context.keys.includes(key);
  const doc = docOf(context.docs, id);
  const written = (row: Doc): void => reply(turn, event, { type: 'WRITTEN', row } as never);
  if (doc === undefined) {
    if (kind !== 'create') return reply(turn, event, { type: 'MISSING' });
    return written(store(turn, event, undefined, { ...blank(id), title: event.text }));
  }
  // The device has named it: it is the same one.
  if (kind === 'create') return written(doc);
  if (known && s.keyOrder === 'keyFirst') return written(doc);
  if (match !== null && match !== doc.version)
    return reply(turn, event, { type: 'CLASH', row: doc } as never);
  if (known) return written(doc);
  const late = lateBy(s, turn, event);
  if (late !== null) {
    tell(turn, fact({ type: 'ignored', id, by: deviceOf(event.client), late }));
    return written(doc);
  }
  const next =
    kind === 'edit'
      ? { ...doc, ...event.fields }
      : { ...doc, comments: [...doc.comments, event.text] };
  written(store(turn, event, doc, next));
}

const blank = (id: string): Doc => ({ id, title: '', note: '', comments: [], version: 0 });

function store(turn: DbTurn, event: Write, before: Doc | undefined, after: Doc): Doc {
  const { docs, keys, seqs, stamps } = turn.context;
  const { id, kind, key, client, seq, stampUs } = event;
  const row = { ...after, version: after.version + 1 };
  const names = namesOf(event);
  change(turn, {
    docs: withDoc(docs, row),
    keys: key === '' ? keys : [...keys, key].slice(-KEYS_MAX),
    seqs: numbered(seqs, [`${client}:${id}`, ...names.map((each) => `${client}:${each}`)], seq),
    stamps: stampUs === null ? stamps : numbered(stamps, names, stampUs),
  });
  const fields = FIELDS.filter((field) => before?.[field] !== row[field]);
  const { title, note, version } = row;
  tell(
    turn,
    fact({
      type: 'applied',
      id,
      kind,
      by: deviceOf(client),
      fields,
      title,
      note,
      version,
      text: event.text,
    }),
  );
  return row;
}

const numbered = (
  numbers: Readonly<Record<string, number>>,
  names: readonly string[],
  n: number,
): Readonly<Record<string, number>> => ({
  ...numbers,
  ...Object.fromEntries(names.map((each) => [each, n])),
});

/** Of a tab, its device. */
const deviceOf = (client: string): string => client.split('/')[0] ?? client;

/** What a change is about. */
const namesOf = ({ id, kind, fields }: Write): string[] =>
  kind === 'edit' ? FIELDS.filter((field) => field in fields).map((field) => `${id}.${field}`) : [];

/** By what something later has been here: the number of the device, or the clocks. */
function lateBy(s: Settings, turn: DbTurn, event: Write): 'clock' | 'number' | null {
  const { seqs, stamps } = turn.context;
  const { client, seq, stampUs, id, kind } = event;
  const names = namesOf(event);
  if (stampUs !== null && names.some((each) => (stamps[each] ?? stampUs) > stampUs)) return 'clock';
  const isOlder = (what: string): boolean => (seqs[`${client}:${what}`] ?? 0) > seq;
  switch (s.seqGuard) {
    case 'off':
      return null;
    case 'on':
      return isOlder(id) ? 'number' : null;
    case 'perField':
      return kind === 'edit' && names.some(isOlder) ? 'number' : null;
  }
}
