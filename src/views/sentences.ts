/** Every entry as one plain sentence. Together they tell the whole run to somebody who doesn't see it. */
import type { Entry, EntryId, EntryOf, Loss, SendEntry } from '../kernel/entry.ts';
import { type ActorId, nodeOf } from '../kernel/system.ts';
import { faultSentence } from './faults.ts';
import { labelOf } from './messages.ts';
import { type Scene, titleOf } from './scene.ts';
import { waysOf } from './ways.ts';
import { capitalised, formatTime, sentence, stateWords, words } from './words.ts';

export function sentenceOf(scene: Scene, entry: Entry): string {
  return sentence(capitalised(told(scene, entry)));
}

function told(scene: Scene, entry: Entry): string {
  const { flow } = scene;
  const title = (actor: ActorId): string => titleOf(scene, actor);
  switch (entry.kind) {
    case 'act': {
      const hand = entry.byHand ? ', by hand' : '';
      return `${title(entry.node)} begins ${entry.op}${hand}: ${actWords(entry.event)}`;
    }
    case 'send':
      return sendSentence(scene, entry);
    case 'deliver':
      return `${title(entry.actor)} gets ${messageWords(scene, entry.send)}`;
    case 'lose':
      return `${messageWords(scene, entry.send)} is lost: ${lossWords(scene, entry)}`;
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
      return `${whoOf(scene, entry.actor)} is done`;
    case 'timer':
      return `${whoOf(scene, entry.actor)} sets ${timerWords(entry)}, due in ${formatTime(entry.dueUs - entry.atUs)}`;
    case 'fire':
      return `${capitalised(timerOf(scene, entry))} of ${whoOf(scene, entry.actor)} is due`;
    case 'cancel':
      return `${whoOf(scene, entry.actor)} no longer needs ${timerOf(scene, entry)}`;
    case 'fact': {
      const say = flow.facts[entry.fact.type];
      const node = title(entry.actor);
      if (say === undefined) return `${node}: ${words(entry.fact.type)}`;
      return say({ ...entry.fact, op: entry.op, node });
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
      return `Broken: ${guaranteeTitle(scene, entry.guarantee)}. ${entry.say}`;
    case 'seen':
      return `Seen: ${guaranteeTitle(scene, entry.guarantee)}. ${entry.say}`;
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
  const what = entry.op === '' ? words(entry.machine) : entry.op;
  return `${node} begins to work on ${what}${where}`;
}

function stepSentence(scene: Scene, entry: EntryOf<'step'>): string {
  const former = scene.trace.entries[waysOf(scene.trace).before[entry.id] ?? -1];
  const before =
    former?.kind === 'step' || former?.kind === 'spawn' ? stateWords(former.after.value) : '';
  const after = stateWords(entry.after.value);
  const who = whoOf(scene, entry.actor);
  return after === before ? `${who} changes what it holds` : `${who} is now ${after}`;
}

/** `API`, or `API, working on read-1`. */
function whoOf(scene: Scene, actor: ActorId): string {
  const node = titleOf(scene, actor);
  const name = actor.slice(nodeOf(actor).length + 1);
  return name === '' ? node : `${node} (${name})`;
}

function messageWords(scene: Scene, send: EntryId): string {
  const entry = scene.trace.entries[send];
  return entry?.kind === 'send' ? `“${labelOf(scene.flow, entry)}”` : 'a message';
}

function toOf({ trace }: Scene, send: EntryId): ActorId {
  const entry = trace.entries[send];
  return entry?.kind === 'send' ? entry.to : '';
}

function fromOf({ trace }: Scene, send: EntryId): ActorId {
  const entry = trace.entries[send];
  return entry?.kind === 'send' ? entry.from : '';
}

const timerWords = ({ name }: EntryOf<'timer'>): string => `the timer “${words(name)}”`;

function timerOf({ trace }: Scene, { id }: Entry): string {
  const start = trace.entries[waysOf(trace).before[id] ?? -1];
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
  };
  return reasons[why];
}

const guaranteeTitle = ({ flow }: Scene, id: string): string =>
  flow.guarantees.find((each) => each.id === id)?.title ?? words(id);

/** `read cart:1`: what the user wants, from the event's plain fields. */
function actWords({ type, ...fields }: EntryOf<'act'>['event']): string {
  const values = Object.values(fields).filter(
    (value) => typeof value === 'string' || typeof value === 'number',
  );
  return [words(type), ...values].join(' ');
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
