/**
 * Level 0: the tab of the instructor is the server of the room. It lets in, authorises and counts
 * with the functions that the real server uses.
 */
import { authorise, type Facts, type Packet, type Who } from '../authorise.ts';
import { newBook } from '../book.ts';
import { allVotes, makeDesk } from '../desk.ts';
import { newCode, newPid, parseTopic, topicText } from '../ids.ts';
import { CLIENTS_PER_ROOM, PASS_MS } from '../limits.ts';
import { type Join, type Joined, joinSchema, parsed } from '../protocol.ts';
import { type Kept, memoryStore } from '../store.ts';
import type { Memory } from './saved.ts';
import { BEAT_MS, type Channel, type Frame, type Request } from './tabs.ts';

interface HubKept {
  readonly room: Kept;
  readonly secret: string;
  readonly passes: readonly (readonly [string, Who])[];
}

interface Member {
  readonly who: Who;
  readonly will: Packet | null;
  readonly topics: ReadonlySet<string>;
  heardAtMs: number;
}

export interface Hub {
  readonly code: string;
  readonly secret: string;
  /** For the instructor's own page: a `BroadcastChannel` does not hear itself. */
  readonly own: Channel;
  readonly close: () => void;
}

const KEY = 'room.hub';
/** Timers of a hidden tab come once a minute. */
const GONE_MS = 90_000;

const bytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

function recall(memory: Memory): HubKept | null {
  try {
    return JSON.parse(memory.getItem(KEY) ?? 'null') as HubKept | null;
  } catch {
    return null;
  }
}

/** `displaced` is called when another tab took the room over: this one was duplicated. */
export function makeHub(channel: Channel, memory: Memory, displaced: () => void): Hub {
  const before = recall(memory);
  const code = before?.room.book.code ?? newCode(bytes);
  const secret = before?.secret ?? newPid(bytes) + newPid(bytes);
  const passes = new Map(before?.passes);
  const start: Kept = before?.room ?? { book: newBook(code), ballots: [], state: null };
  const store = memoryStore([start], async () => keep());
  const retained = new Map<string, string>();
  if (start.state !== null) {
    retained.set(topicText({ code, name: 'state' }), JSON.stringify(start.state));
  }
  const members = new Map<string, Member>();
  const ownListeners = new Set<(frame: Frame) => void>();

  const desk = makeDesk({
    store,
    say: async (topic, text, retain) => deliver(topic, text, retain),
    tell: async ({ pid }, topic, text) => {
      for (const [tab, { who }] of members) if (who.pid === pid) message(tab, topic, text);
    },
    removed: (_, pid) => {
      for (const [tab, { who }] of members) if (who.pid === pid) void drop(tab, true);
    },
    later: (act, ms) => void setTimeout(() => void act(), ms),
  });

  function keep(): void {
    const [room] = store.kept();
    if (room === undefined) return;
    try {
      memory.setItem(KEY, JSON.stringify({ room, secret, passes: [...passes] } satisfies HubKept));
    } catch {
      // Full or forbidden: the room lasts until this tab is reloaded.
    }
  }

  function post(frame: Frame): void {
    channel.post(frame);
    for (const hear of ownListeners) hear(frame);
  }

  const message = (tab: string, topic: string, text: string): void =>
    post({ to: tab, room: code, topic, text });

  function deliver(topic: string, text: string, retain: boolean): void {
    if (retain) retained.set(topic, text);
    for (const [tab, { topics }] of members) if (hears(topics, topic)) message(tab, topic, text);
  }

  async function facts(pid: string): Promise<Facts> {
    const [book, driver] = await Promise.all([store.book(code), store.driver(code)]);
    const removed = book?.removed.includes(pid) === true;
    return { nowMs: Date.now(), removed, driver };
  }

  async function publish(who: Who, packet: Packet): Promise<boolean> {
    const verdict = authorise(who, { kind: 'publish', packet }, await facts(who.pid));
    if (!verdict.ok) return false;
    if (verdict.said !== null && (await desk.handle(who, verdict.said))) {
      deliver(packet.topic, packet.text, packet.retain);
    }
    return true;
  }

  /** `broken`: nobody said goodbye, so the last will is said. */
  async function drop(tab: string, broken: boolean): Promise<void> {
    const member = members.get(tab);
    if (member === undefined) return;
    members.delete(tab);
    post({ to: tab, room: code, closed: true });
    if (broken && member.will !== null) await publish(member.who, member.will);
  }

  async function join(wanted: Join): Promise<Joined> {
    const book = await store.book(code);
    const before = wanted.pass === undefined ? undefined : passes.get(wanted.pass);
    const known = before?.role === wanted.role ? before : undefined;
    if (wanted.role === 'instructor' && wanted.secret !== secret) return refused('wrong-secret');
    if (known !== undefined && book?.removed.includes(known.pid) === true)
      return refused('removed');
    if (known === undefined && wanted.role !== 'instructor') {
      if (book?.locked === true) return refused('room-locked');
      if (members.size >= CLIENTS_PER_ROOM) return refused('room-full');
    }
    const pid = known?.pid ?? newPid(bytes);
    const pass = wanted.pass !== undefined && known ? wanted.pass : newPid(bytes) + newPid(bytes);
    const expiresAtMs = Date.now() + PASS_MS;
    passes.set(pass, { code, pid, role: wanted.role, expiresAtMs });
    keep();
    return { ok: true, code, pid, pass, expiresAtMs };
  }

  async function open(tab: string, request: Request & { type: 'open' }): Promise<boolean> {
    const { clientId, will, topics } = request;
    const who = passes.get(request.pass);
    if (who === undefined) return false;
    const known = await facts(who.pid);
    if (!authorise(who, { kind: 'connect', clientId, will }, known).ok) return false;
    const isAllowed = (filter: string) => authorise(who, { kind: 'subscribe', filter }, known).ok;
    if (!topics.every(isAllowed)) return false;
    // The same person in another tab: the newer one stays, as with any broker.
    for (const [other, member] of members) if (member.who.pid === who.pid) await drop(other, true);
    members.set(tab, { who, will, topics: new Set(topics), heardAtMs: Date.now() });
    for (const [topic, text] of retained) {
      if (hears(new Set(topics), topic)) message(tab, topic, text);
    }
    if (who.role === 'instructor') await desk.remind(code);
    return true;
  }

  async function answer(from: string, request: Request): Promise<unknown> {
    const member = members.get(from);
    if (member !== undefined) member.heardAtMs = Date.now();
    switch (request.type) {
      case 'join': {
        const wanted = parsed(joinSchema, JSON.stringify(request.join));
        return wanted === null ? refused('no-such-room') : join(wanted);
      }
      case 'open':
        return open(from, request);
      case 'publish': {
        if (member === undefined) return false;
        const taken = await publish(member.who, request.packet);
        if (!taken) await drop(from, true);
        return taken;
      }
      case 'votes':
        return passes.get(request.pass)?.role === 'instructor' ? allVotes(store, code) : [];
      case 'beat':
        return member !== undefined;
      case 'hang-up':
        await drop(from, true);
        return true;
    }
  }

  /** From now on this tab is a tab like others. */
  function yieldRoom(): void {
    if (isOver) return;
    end();
    displaced();
  }

  function end(): void {
    isOver = true;
    clearInterval(sweep);
    for (const tab of members.keys()) post({ to: tab, room: code, closed: true });
    members.clear();
  }

  function hear(frame: Frame): void {
    if ('hub' in frame && frame.room === code && frame.hub !== me) yieldRoom();
    if (isOver || frame.to !== 'hub' || frame.room !== code || !('request' in frame)) return;
    const { from, n, request } = frame;
    void answer(from, request).then((reply) => post({ to: from, room: code, n, reply }));
  }

  const me = newPid(bytes);
  let isOver = false;
  const stop = channel.listen(hear);
  const sweep = setInterval(() => {
    for (const [tab, { heardAtMs }] of members) {
      if (Date.now() - heardAtMs > GONE_MS) void drop(tab, true);
    }
  }, BEAT_MS);
  keep();
  channel.post({ to: 'hubs', room: code, hub: me });

  return {
    code,
    secret,
    own: {
      post: (frame) => (isOver ? channel.post(frame) : queueMicrotask(() => hear(frame))),
      listen: (listener) => {
        ownListeners.add(listener);
        const stopListening = channel.listen(listener);
        return () => {
          stopListening();
          ownListeners.delete(listener);
        };
      },
    },
    close: () => {
      stop();
      if (!isOver) end();
    },
  };
}

const refused = (refusal: (Joined & { ok: false })['refusal']): Joined => ({ ok: false, refusal });

/** By the letter, or all presences. */
function hears(topics: ReadonlySet<string>, topic: string): boolean {
  if (topics.has(topic)) return true;
  const read = parseTopic(topic);
  return read?.name === 'pres' && topics.has(`room/${read.code}/pres/+`);
}
