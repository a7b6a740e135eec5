/**
 * Why did this happen? The causes of an entry, back to what a user did, a timer, a fault or the
 * start, one sentence a link. What breaks a guarantee has several strands: those of the entries
 * that show it, and the faults in between, which need not be anybody's message.
 */
import type { Entry, EntryId, EntryOf, SendEntry } from '../kernel/entry.ts';
import type { Micros } from '../kernel/time.ts';
import { faultTitle } from './faults.ts';
import type { Scene } from './scene.ts';
import { sentenceOf } from './sentences.ts';
import { waysOf } from './ways.ts';
import { formatTime } from './words.ts';

/**
 * What a strand goes back to. `earlier`: it is longer than can be told. `judged`: to nothing, a
 * verdict on what the other strands tell.
 */
export const ROOTS = ['act', 'timer', 'fault', 'start', 'earlier', 'judged'] as const;
export type Root = (typeof ROOTS)[number];

/** How a strand is headed. */
export const ROOT_WORDS: Readonly<Record<Root, string>> = {
  act: 'It began with a user',
  timer: 'It began with a timer that goes round',
  fault: 'A fault came in between',
  start: 'It began with the run itself',
  earlier: 'It began long before',
  judged: 'Then it is judged',
};

export interface WhyLink {
  readonly entry: EntryId;
  readonly atUs: Micros;
  readonly sentence: string;
  /** What else is to be said of it: `arrives 38 ms later`; empty for nothing. */
  readonly note: string;
  /** It is what was asked for. */
  readonly isAsked: boolean;
}

export interface WhyStrand {
  readonly root: Root;
  /** The cause first. */
  readonly links: readonly WhyLink[];
}

export interface Why {
  readonly entry: EntryId;
  /** What is to be explained. */
  readonly sentence: string;
  /** In the order in which they began. */
  readonly strands: readonly WhyStrand[];
}

/** A strand tells this many entries at most, the last. */
const LONGEST = 400;
/** Faults beyond these are left out. */
const MOST_FAULTS = 12;

interface Strand {
  root: Root;
  readonly entries: Map<EntryId, Entry>;
}

/** `undefined` for an entry that the trace does not have. Costs what it tells, and a look at the faults in between. */
export function whyOf(scene: Scene, id: EntryId): Why | undefined {
  const { trace } = scene;
  const asked = trace.entries[id];
  if (asked === undefined) return undefined;
  const isVerdict = asked.kind === 'violation' || asked.kind === 'seen';
  const shown = isVerdict ? [...asked.because, id] : [id];
  const byRoot = new Map<EntryId, Strand>();
  for (const each of shown) {
    const { root, chain } = chainOf(scene, each);
    const first = chain.at(-1)?.id ?? each;
    const strand = byRoot.get(first) ?? { root, entries: new Map<EntryId, Entry>() };
    for (const entry of chain) strand.entries.set(entry.id, entry);
    byRoot.set(first, strand);
  }
  const began = Math.min(...byRoot.keys());
  if (isVerdict)
    for (const [first, strand] of faultsBetween(scene, began, id)) {
      if (!byRoot.has(first)) byRoot.set(first, strand);
    }
  const strands = [...byRoot.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, { root, entries }]): WhyStrand => {
      const told = [...entries.values()].sort((a, b) => a.id - b.id);
      const links = told
        .filter((entry, i) => entry.id === id || tells(scene, entry, entries, i === 0))
        .map((entry) => linkOf(scene, entry, entry.id === id));
      const isVerdictAlone = isVerdict && links.length === 1 && links[0]?.isAsked === true;
      return { root: isVerdictAlone && byRoot.size > 1 ? 'judged' : root, links };
    });
  return { entry: id, sentence: sentenceOf(scene, asked), strands };
}

/** The entry and its causes, the nearest first. A timer that goes round and round is told of once. */
function chainOf(scene: Scene, id: EntryId): { root: Root; chain: Entry[] } {
  const { entries } = scene.trace;
  const chain: Entry[] = [];
  const rounds = new Set<string>();
  for (let entry = entries[id]; entry !== undefined; entry = entries[entry.cause]) {
    if (chain.length >= LONGEST) return { root: 'earlier', chain };
    if (entry.kind === 'fire') {
      const round = `${entry.actor} ${startOf(scene, entry)?.name ?? entry.timer}`;
      if (rounds.has(round)) return { root: 'timer', chain };
      rounds.add(round);
    }
    chain.push(entry);
  }
  return { root: rootOf(chain.at(-1)), chain };
}

function rootOf(entry: Entry | undefined): Root {
  if (entry?.kind === 'act') return 'act';
  if (entry?.kind === 'fault') return 'fault';
  return 'start';
}

/** Faults that began after the first cause and before what was asked for, with what they did at once. */
function faultsBetween(scene: Scene, from: EntryId, to: EntryId): Map<EntryId, Strand> {
  const strands = new Map<EntryId, Strand>();
  const { entries } = scene.trace;
  for (let id = from; id < to; id++) {
    const entry = entries[id];
    if (entry === undefined) continue;
    if (entry.kind === 'fault' && entry.phase === 'begin') {
      if (strands.size >= MOST_FAULTS) break;
      strands.set(id, { root: 'fault', entries: new Map([[id, entry]]) });
    } else if (entry.kind === 'down' || entry.kind === 'lose') {
      const fault = strands.get(entry.cause);
      fault?.entries.set(id, entry);
    }
  }
  return strands;
}

/** Whether it says more than its neighbours do: an arrival is told with its message, a timer when it is due. */
function tells(
  scene: Scene,
  entry: Entry,
  all: ReadonlyMap<EntryId, Entry>,
  isFirst: boolean,
): boolean {
  switch (entry.kind) {
    case 'deliver':
      return !all.has(entry.send);
    case 'timer':
      return ![...all.values()].some((each) => each.kind === 'fire' && each.start === entry.id);
    case 'spawn':
      return isFirst;
    case 'step':
    case 'cancel':
      return false;
    case 'act':
    case 'send':
    case 'lose':
    case 'late':
    case 'fail':
    case 'abandon':
    case 'end':
    case 'fire':
    case 'fact':
    case 'fault':
    case 'down':
    case 'up':
    case 'pause':
    case 'resume':
    case 'violation':
    case 'seen':
    case 'over':
      return true;
  }
}

const linkOf = (scene: Scene, entry: Entry, isAsked: boolean): WhyLink => ({
  entry: entry.id,
  atUs: entry.atUs,
  sentence: sentenceOf(scene, entry),
  note: noteOf(scene, entry),
  isAsked,
});

function noteOf(scene: Scene, entry: Entry): string {
  if (entry.kind === 'fire') {
    const start = startOf(scene, entry);
    return start === undefined ? '' : `set ${formatTime(entry.atUs - start.atUs)} before`;
  }
  if (entry.kind !== 'send') return '';
  const fault = entry.bentBy === undefined ? undefined : scene.run.faults[entry.bentBy];
  const bent = fault === undefined ? '' : `a fault of the run: ${faultTitle(scene, fault)}`;
  return [wayWords(scene, entry), bent].filter(Boolean).join('; ');
}

function wayWords(scene: Scene, send: SendEntry): string {
  const end = scene.trace.entries[waysOf(scene.trace).endOf[send.id] ?? -1];
  if (end === undefined) return '';
  if (end.kind === 'lose') return 'is lost';
  const span = end.atUs - send.atUs;
  return span === 0 ? '' : `arrives ${formatTime(span)} later`;
}

function startOf(
  { trace }: Scene,
  { start: id }: EntryOf<'fire' | 'cancel'>,
): EntryOf<'timer'> | undefined {
  const start = trace.entries[id];
  return start?.kind === 'timer' ? start : undefined;
}
