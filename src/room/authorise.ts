/**
 * Who may do what in a room: the one function that every level asks, the server for each packet
 * and the tab that hosts for each frame. What is not allowed here is denied. A message is allowed
 * only as what it was parsed to.
 */
import { clientIdOf, everyPresence, parseTopic, topicText } from './ids.ts';
import { PAYLOAD_MAX_CHARS } from './limits.ts';
import {
  type Answer,
  answerSchema,
  type Ctl,
  ctlSchema,
  type Order,
  orderSchema,
  type Presence,
  parsed,
  presenceSchema,
  type Role,
  type RoomState,
  stateSchema,
} from './protocol.ts';

/** What a pass says of its bearer. */
export interface Who {
  readonly code: string;
  readonly pid: string;
  readonly role: Role;
  readonly expiresAtMs: number;
}

/** What the room knows at this moment. */
export interface Facts {
  readonly nowMs: number;
  readonly removed: boolean;
  /** Who steers, once something is shown. */
  readonly driver: string | null;
}

export interface Packet {
  readonly topic: string;
  readonly text: string;
  readonly retain: boolean;
  readonly qos: number;
}

export type Wish =
  | { readonly kind: 'connect'; readonly clientId: string; readonly will: Packet | null }
  | { readonly kind: 'publish'; readonly packet: Packet }
  | { readonly kind: 'subscribe'; readonly filter: string };

/** A message that was allowed. */
export type Said =
  | { readonly topic: 'state'; readonly message: RoomState }
  | { readonly topic: 'ctl'; readonly message: Ctl }
  | { readonly topic: 'desk'; readonly message: Order }
  | { readonly topic: 'in'; readonly message: Answer }
  | { readonly topic: 'pres'; readonly message: Presence };

export type Verdict =
  | { readonly ok: true; readonly said: Said | null }
  | { readonly ok: false; readonly why: string };

export function authorise(who: Who, wish: Wish, facts: Facts): Verdict {
  if (facts.removed) return denied('was removed from the room');
  if (facts.nowMs >= who.expiresAtMs) return denied('the pass has expired');
  switch (wish.kind) {
    case 'connect':
      return connecting(who, wish.clientId, wish.will, facts);
    case 'publish':
      return publishing(who, wish.packet, facts);
    case 'subscribe':
      return readable(who).includes(wish.filter) ? granted : denied('may not read this');
  }
}

/** All that this person may subscribe to, letter by letter. */
export function readable({ code, role }: Pick<Who, 'code' | 'role'>): readonly string[] {
  const of = (name: 'state' | 'poll' | 'ctl' | 'board' | 'act') => topicText({ code, name });
  switch (role) {
    case 'screen':
      return [of('state'), of('poll')];
    case 'participant':
      return [of('state'), of('poll'), of('ctl')];
    case 'instructor':
      return [of('state'), of('poll'), of('ctl'), of('board'), of('act'), everyPresence(code)];
  }
}

/** A last will is a message that is sent later: it has to be allowed, and may only say that one is gone. */
function connecting(who: Who, clientId: string, will: Packet | null, facts: Facts): Verdict {
  if (clientId !== clientIdOf(who.code, who.pid)) return denied('this client id is of another');
  if (will === null) return granted;
  const verdict = publishing(who, will, facts);
  if (!verdict.ok) return verdict;
  const isGone = verdict.said?.topic === 'pres' && !verdict.said.message.here;
  return isGone ? granted : denied('a last will may only say that one is gone');
}

function publishing(who: Who, { topic: text, ...packet }: Packet, facts: Facts): Verdict {
  const topic = parseTopic(text);
  if (topic === null || topic.code !== who.code) return denied('no topic of this room');
  if (packet.text.length > PAYLOAD_MAX_CHARS) return denied('too long');
  if (packet.qos > 1) return denied('nothing here needs QoS 2');
  // What the server keeps for those who come later is where the class is, and who is there.
  const isKept = topic.name === 'state' || topic.name === 'pres';
  if (packet.retain !== isKept) return denied(isKept ? 'has to be retained' : 'is not retained');

  const isInstructor = who.role === 'instructor';
  switch (topic.name) {
    case 'state': {
      if (!isInstructor) return denied('only an instructor shows');
      const message = parsed(stateSchema, packet.text);
      if (message === null) return garbage;
      return message.host === who.pid
        ? { ok: true, said: { topic: 'state', message } }
        : denied('shows in the name of another device');
    }
    case 'ctl': {
      if (!isInstructor) return denied('only an instructor sends hints');
      const message = parsed(ctlSchema, packet.text);
      return message === null ? garbage : { ok: true, said: { topic: 'ctl', message } };
    }
    case 'desk': {
      if (!isInstructor) return denied('only an instructor gives orders');
      const message = parsed(orderSchema, packet.text);
      return message === null ? garbage : { ok: true, said: { topic: 'desk', message } };
    }
    case 'in': {
      if (topic.pid !== who.pid) return denied('answers in the name of another');
      const message = parsed(answerSchema, packet.text);
      if (message === null) return garbage;
      return mayAnswer(who, message, facts)
        ? { ok: true, said: { topic: 'in', message } }
        : denied('may not answer this');
    }
    case 'pres': {
      if (who.role !== 'participant') return denied('only participants are in the roster');
      if (topic.pid !== who.pid) return denied('speaks of another');
      const message = parsed(presenceSchema, packet.text);
      return message === null ? garbage : { ok: true, said: { topic: 'pres', message } };
    }
    case 'poll':
    case 'board':
    case 'act':
      return denied('only the server says this');
  }
}

function mayAnswer({ role, pid }: Who, { type }: Answer, { driver }: Facts): boolean {
  switch (type) {
    case 'vote':
      return role === 'participant';
    case 'press':
      return role === 'instructor';
    case 'drive':
      return role !== 'screen' && driver === pid;
  }
}

const granted: Verdict = { ok: true, said: null };
const denied = (why: string): Verdict => ({ ok: false, why });
const garbage: Verdict = denied('is not what this topic carries');
