/** Every entry as one plain sentence. Together they tell the whole run to somebody who doesn't see it. */
import type { HeldRow } from '../flow/look.ts';
import type { Entry, EntryId, EntryOf, Loss, SendEntry } from '../kernel/entry.ts';
import { STRANGER } from '../kernel/stranger.ts';
import { type ActorId, nodeOf } from '../kernel/system.ts';
import { requestFromOutside } from './acts.ts';
import { addressed } from './addressed.ts';
import { opOfEntry } from './belonging.ts';
import { faultSentence } from './faults.ts';
import { labelOf } from './messages.ts';
import { lookOf, type Scene, titleOf, withTitles } from './scene.ts';
import { waysOf } from './ways.ts';
import {
  capitalised,
  changedStateWords,
  formatTime,
  sentence,
  stateWords,
  words,
} from './words.ts';

export function sentenceOf(scene: Scene, entry: Entry): string {
  const text = sentence(capitalised(told(scene, entry)));
  return lookOf(scene, STRANGER) === undefined ? text : addressed(text);
}

function told(scene: Scene, entry: Entry): string {
  const { flow } = scene;
  const title = (actor: ActorId): string => titleOf(scene, actor);
  switch (entry.kind) {
    case 'act': {
      const hand = entry.byHand ? ', by hand' : '';
      const what = requestFromOutside(scene.flow, entry) ?? actWords(entry);
      return `${title(entry.node)} begins ${entry.op}${hand}${what === '' ? '' : `: ${what}`}`;
    }
    case 'send':
      return sendSentence(scene, entry);
    case 'deliver':
      return `${title(entry.actor)} gets ${messageWords(scene, entry.send)}${comesFrom(scene, entry.send)}`;
    case 'lose':
      return `${messageWords(scene, entry.send)}${comesFrom(scene, entry.send)} is lost: ${lossWords(scene, entry)}`;
    case 'late':
      return `${messageWords(scene, entry.send)} comes too late: nobody waits for it any more`;
    case 'fail':
      return `${title(toOf(scene, entry.send))} does not carry out ${messageWords(scene, entry.send)}: an error goes back`;
    case 'abandon':
      return `${title(fromOf(scene, entry.send))} gives up waiting for an answer to ${messageWords(scene, entry.send)}`;
    case 'spawn':
      return spawnSentence(scene, entry);
    case 'step':
      return stepSentence(scene, entry);
    case 'end':
      return `${whoOf(scene, entry)} is done`;
    case 'timer':
      return `${whoOf(scene, entry)} sets ${timerWords(entry)}, due in ${formatTime(entry.dueUs - entry.atUs)}`;
    case 'fire':
      return `${timerOf(scene, entry)} of ${whoOf(scene, entry)} is due`;
    case 'cancel':
      return `${whoOf(scene, entry)} no longer needs ${timerOf(scene, entry)}`;
    case 'fact': {
      const say = flow.facts[entry.fact.type];
      const node = title(entry.actor);
      if (say === undefined) return `${node}: ${words(entry.fact.type)}`;
      return withTitles(scene, say({ ...entry.fact, op: entry.op, node }));
    }
    case 'fault':
      return faultSentence(scene, entry.fault, entry.phase);
    case 'down':
      return `${title(entry.node)} is down`;
    case 'up':
      return `${title(entry.node)} is up again`;
    case 'pause':
      return `${title(entry.node)} stands still`;
    case 'resume':
      return `${title(entry.node)} goes on`;
    case 'violation':
      return `Broken: ${guaranteeTitle(scene, entry.guarantee)}. ${withTitles(scene, entry.say)}`;
    case 'seen':
      return `Seen: ${guaranteeTitle(scene, entry.guarantee)}. ${withTitles(scene, entry.say)}`;
    case 'over':
      return overWords(entry.why);
  }
}

function sendSentence(scene: Scene, entry: SendEntry): string {
  const from = titleOf(scene, entry.from);
  const to = titleOf(scene, entry.to);
  const { type } = entry.event;
  const view = scene.flow.messages[type];
  if (view !== undefined) return view.say(entry.event, from, to);
  if (type === 'refused') {
    return `${to} hears that ${from} did not answer ${String(entry.event['of'])}: it is down`;
  }
  return `${to} hears that its connection to ${from} is closed`;
}

function spawnSentence(scene: Scene, entry: EntryOf<'spawn'>): string {
  const node = titleOf(scene, entry.actor);
  const state = stateWords(entry.after.value);
  const where = state === '' ? '' : `: ${state}`;
  if (entry.actor === nodeOf(entry.actor)) return `${node} starts${where}`;
  if (isMember(scene, entry.actor)) return `${node} comes${where}`;
  const what = entry.op === '' ? words(entry.machine) : entry.op;
  return `${node} begins to work on ${what}${where}`;
}

function stepSentence(scene: Scene, entry: EntryOf<'step'>): string {
  const former = scene.trace.entries[waysOf(scene.trace).before[entry.id] ?? -1];
  const before = former?.kind === 'step' || former?.kind === 'spawn' ? former.after : undefined;
  const { value } = entry.after;
  const state = before === undefined ? stateWords(value) : changedStateWords(before.value, value);
  const who = whoOf(scene, entry);
  const holds = lookOf(scene, entry.actor)?.holds;
  const change =
    holds === undefined || before === undefined
      ? ''
      : changeWords(holds(before.context), holds(entry.after.context));
  if (state !== '') {
    return `${who} is now ${state}${change === '' ? '' : `: ${change}`}`;
  }
  return change === '' ? `${who} takes note of it` : `${who}: ${change}`;
}

/** `cart:1 v2 (dirty)`; empty when nothing that is shown has changed. */
function changeWords(before: readonly HeldRow[], after: readonly HeldRow[]): string {
  const row = ({ label, value, tag }: HeldRow): string =>
    `${[label, value].filter(Boolean).join(' ')}${tag === undefined || tag.text === label ? '' : ` (${tag.text})`}`.trim();
  const former = new Set(before.map(row));
  const fresh = after
    .filter((each) => !isRest(each))
    .map(row)
    .filter((each) => !former.has(each));
  if (fresh.length > 0) return listed(fresh);
  const labels = new Set(after.map(({ label }) => label));
  const gone = before.map(({ label }) => label).filter((label) => !labels.has(label));
  return gone.length === 0 ? '' : `no longer ${listed(gone)}`;
}

/** The last row where there are more than fit: it says nothing of its own. */
const isRest = ({ label, value }: HeldRow): boolean => value === '' && /^and \d+ more$/.test(label);

const LISTED = 2;
const listed = (items: readonly string[]): string =>
  items.length <= LISTED
    ? items.join(' and ')
    : `${items.slice(0, LISTED).join(', ')} and ${items.length - LISTED} more`;

/** `API`, or `API (read-1)` for one of those that work in it. */
function whoOf(scene: Scene, entry: Entry & { readonly actor: ActorId }): string {
  const { actor } = entry;
  const node = titleOf(scene, actor);
  if (actor === nodeOf(actor) || isMember(scene, actor)) return node;
  return `${node} (${opOfEntry(scene.trace, entry) || actor.slice(nodeOf(actor).length + 1)})`;
}

const isMember = (scene: Scene, actor: ActorId): boolean =>
  lookOf(scene, nodeOf(actor))?.crowd !== undefined;

function messageWords(scene: Scene, send: EntryId): string {
  const entry = scene.trace.entries[send];
  return entry?.kind === 'send' ? `“${labelOf(scene.flow, entry)}”` : 'a message';
}

/** ` from Worker 1`: several may send the same. */
function comesFrom(scene: Scene, send: EntryId): string {
  const from = titleOf(scene, fromOf(scene, send));
  return from === titleOf(scene, toOf(scene, send)) ? '' : ` from ${from}`;
}

function toOf({ trace }: Scene, send: EntryId): ActorId {
  const entry = trace.entries[send];
  return entry?.kind === 'send' ? entry.to : '';
}

function fromOf({ trace }: Scene, send: EntryId): ActorId {
  const entry = trace.entries[send];
  return entry?.kind === 'send' ? entry.from : '';
}

/** A delay without a name bears its milliseconds. */
const timerWords = ({ name }: EntryOf<'timer'>): string =>
  /^\d+$/.test(name) ? 'a timer' : `the timer “${words(name)}”`;

function timerOf({ trace }: Scene, { start: id }: EntryOf<'fire' | 'cancel'>): string {
  const start = trace.entries[id];
  return start?.kind === 'timer' ? timerWords(start) : 'a timer';
}

function lossWords(scene: Scene, { why, send }: EntryOf<'lose'>): string {
  const to = titleOf(scene, toOf(scene, send));
  const reasons: Record<Loss, string> = {
    dropped: 'the run drops it',
    cut: 'the link is cut',
    lossy: 'the link loses some of its messages',
    'node down': `${to} is down`,
    'node crashed': `${to} went down before it arrived`,
    'stream closed': 'its connection was closed',
    'half-open': 'its connection is half-open: nothing gets through, and nobody knows it',
  };
  return reasons[why];
}

const guaranteeTitle = ({ flow }: Scene, id: string): string =>
  flow.guarantees.find((each) => each.id === id)?.title ?? words(id);

/** `read cart:1`: what the user wants, from the event's plain fields; empty when its name says it all. */
function actWords({ op, node, event: { type, ...fields } }: EntryOf<'act'>): string {
  const values = Object.entries(fields).flatMap(([name, value]) => {
    if (typeof value === 'number') return [`${words(name)} ${value}`];
    return typeof value === 'string' && value !== node ? [value] : [];
  });
  const said = [words(type), ...values].join(' ');
  return op.startsWith(`${said}-`) ? '' : said;
}

function overWords(why: EntryOf<'over'>['why']): string {
  switch (why) {
    case 'rest':
      return 'The run is at rest: nothing can happen any more without a fault';
    case 'horizon':
      return 'The run has reached the instant at which it is judged';
    case 'until':
      return 'The run ends here, as it was told to';
    case 'cap':
      return 'The run is ended here: it makes more entries than can be kept';
  }
}
