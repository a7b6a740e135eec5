/** The MQTT broker of a room's server: Aedes, whose every hook asks `authorise`. */
import type { Duplex } from 'node:stream';
import { Aedes, type AedesOptions, type Client } from 'aedes';
import {
  authorise,
  type Facts,
  type Packet,
  type Verdict,
  type Who,
  type Wish,
} from '../authorise.ts';
import { type Desk, makeDesk } from '../desk.ts';
import { clientIdOf, isCode, isPid, topicText } from '../ids.ts';
import {
  CLIENTS_PER_ROOM,
  CONNECT_MS,
  DRAIN_MS,
  KEEPALIVE_MAX_S,
  TOPIC_LEVELS,
} from '../limits.ts';
import { boardSchema, parsed } from '../protocol.ts';
import type { Store } from '../store.ts';
import { Held } from './caps.ts';
import type { Signer } from './pass.ts';

/** What Aedes publishes: its own types want a packet of the wire. */
interface Published {
  topic: string;
  payload: string | Buffer;
  retain: boolean;
  qos: 0 | 1 | 2;
  /** Of a will that another node left behind. */
  clientId?: string;
}

export interface BrokerOptions {
  readonly store: Store;
  readonly signer: Signer;
  readonly codes: readonly string[];
  /** Persistence and emitter of Redis; those in memory when it is left out. */
  readonly shared?: Pick<AedesOptions, 'persistence' | 'mq'>;
  readonly clientsPerRoom?: number;
  /** A line was let in, as whom. */
  readonly onPerson: (connection: Duplex, who: Who) => void;
}

export interface Broker {
  readonly take: (connection: Duplex) => void;
  readonly close: () => Promise<void>;
}

/** Dead nodes are missed after three of these, and what they left behind is said after four. */
const HEARTBEAT_MS = 2_000;
/** Where a message goes that is for nobody: none may read it. */
const NOWHERE = 'nowhere';

export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const { store, signer, codes, shared = {}, onPerson } = options;
  const clientsPerRoom = options.clientsPerRoom ?? CLIENTS_PER_ROOM;
  const people = new WeakMap<Client, Who>();
  const wills = new WeakMap<Client, Packet | null>();
  const inRoom = new Held();

  const broker = new Aedes({
    ...shared,
    heartbeatInterval: HEARTBEAT_MS,
    connectTimeout: CONNECT_MS,
    drainTimeout: DRAIN_MS,
    keepaliveLimit: KEEPALIVE_MAX_S,
    maxTopicLevels: TOPIC_LEVELS,
    maxInflightInbound: 1,

    preConnect: (client, packet, done) => {
      // Nothing is kept for those who are away, but the newest of each topic.
      if (!packet.clean) return done(new Error('only clean sessions'), false);
      wills.set(client, packet.will === undefined ? null : packetFrom(packet.will as Published));
      return done(null, true);
    },

    authenticate: (client, _, password, done) => {
      const who = signer.read(String(password ?? ''));
      const isKnown = who !== null && codes.includes(who.code);
      if (!isKnown || inRoom.of(who.code) >= clientsPerRoom) return done(null, false);
      const wish: Wish = { kind: 'connect', clientId: client.id, will: wills.get(client) ?? null };
      settle(
        judge(who, wish).then((verdict) => {
          if (!verdict.ok) return done(null, false);
          people.set(client, who);
          onPerson(client.conn as Duplex, who);
          return done(null, true);
        }),
        () => done(null, false),
      );
    },

    authorizeSubscribe: (client, subscription, done) => {
      const who = people.get(client);
      if (who === undefined) return done(new Error('nobody'));
      settle(
        judge(who, { kind: 'subscribe', filter: subscription.topic }).then((verdict) =>
          // Refused in the answer, the line stays: `128` of MQTT 3.1.1 §3.9.3.
          done(null, verdict.ok ? subscription : null),
        ),
        done,
      );
    },

    authorizePublish: (client, wire, done) => {
      const packet = wire as Published;
      const who = client === null ? leftBehind(packet) : people.get(client);
      if (who == null) return done(new Error('nobody'));
      settle(
        published(who, packet).then((verdict) => done(verdict.ok ? null : new Error(verdict.why))),
        done,
      );
    },
  });

  /** Judges and handles; what is not for others is sent nowhere. */
  async function published(who: Who, packet: Published): Promise<Verdict> {
    const verdict = await judge(who, { kind: 'publish', packet: packetFrom(packet) });
    if (verdict.ok && verdict.said !== null && !(await desk.handle(who, verdict.said))) {
      packet.topic = NOWHERE;
      packet.retain = false;
    }
    return verdict;
  }

  async function judge(who: Who, wish: Wish): Promise<Verdict> {
    const [book, driver] = await Promise.all([store.book(who.code), store.driver(who.code)]);
    const removed = book === null || book.removed.includes(who.pid);
    return authorise(who, wish, { nowMs: Date.now(), removed, driver } satisfies Facts);
  }

  const publish = (topic: string, text: string, retain: boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const packet = { cmd: 'publish', topic, payload: text, retain, qos: 0, dup: false } as const;
      broker.publish(packet, (error) => (error ? reject(error) : resolve()));
    });

  const clientOf = (code: string, pid: string): Client | undefined =>
    (broker as unknown as { clients: Record<string, Client> }).clients[clientIdOf(code, pid)];

  const desk: Desk = makeDesk({
    store,
    say: publish,
    tell: ({ code, pid }, topic, text) =>
      new Promise((resolve) => {
        const client = clientOf(code, pid);
        if (client === undefined) return resolve();
        const packet = { cmd: 'publish', topic, payload: text, retain: false } as const;
        return client.publish({ ...packet, qos: 0, dup: false }, () => resolve());
      }),
    removed: (code, pid) => clientOf(code, pid)?.close(),
    later: (act, ms) => void setTimeout(() => settle(act()), ms),
  });

  // Of Redis above all: what fails is refused, and the server goes on.
  const complain = (error: Error) => console.error(`Room: ${error.message}`);
  (broker as unknown as NodeJS.EventEmitter).on('error', complain);
  const settle = (promise: Promise<unknown>, failed: (error: Error) => void = complain): void =>
    void promise.catch(failed);

  broker.on('clientReady', (client) => {
    const who = people.get(client);
    if (who !== undefined) inRoom.add(who.code, 1);
  });
  broker.on('clientDisconnect', (client) => {
    const who = people.get(client);
    if (who !== undefined) inRoom.add(who.code, -1);
  });
  broker.on('subscribe', (subscriptions, client) => {
    const who = people.get(client);
    if (who?.role !== 'instructor') return;
    const board = topicText({ code: who.code, name: 'board' });
    if (subscriptions.some(({ topic }) => topic === board)) settle(desk.remind(who.code));
  });

  await broker.listen();
  for (const code of codes) {
    // Removed at another node: their line may be here. Reading along also keeps these topics
    // subscribed at Redis, so that nobody misses what is said while the first one subscribes.
    for (const name of ['state', 'ctl', 'poll', 'board'] as const) {
      const hear = (packet: { payload: string | Buffer }, done: () => void): void => {
        if (name === 'board') {
          const board = parsed(boardSchema, String(packet.payload));
          for (const pid of board?.removed ?? []) clientOf(code, pid)?.close();
        }
        done();
      };
      await new Promise<void>((resolve) => {
        broker.subscribe(topicText({ code, name }), hear, resolve);
      });
    }
    const state = await store.state(code);
    if (state !== null)
      await publish(topicText({ code, name: 'state' }), JSON.stringify(state), true);
    await desk.remind(code);
  }

  return {
    take: (connection) => void broker.handle(connection),
    close: () => new Promise((resolve) => broker.close(resolve)),
  };
}

const packetFrom = ({ topic, payload, retain, qos }: Published): Packet => ({
  topic,
  text: String(payload),
  retain,
  qos,
});

/** Whose will a dead node left behind. It was allowed when its line was opened, and is judged again. */
function leftBehind({ clientId }: Published): Who | null {
  const [code, pid, ...rest] = (clientId ?? '').split('.');
  if (code === undefined || pid === undefined || rest.length > 0) return null;
  if (!isCode(code) || !isPid(pid)) return null;
  return { code, pid, role: 'participant', expiresAtMs: Infinity };
}
