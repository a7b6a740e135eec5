/** Levels 1 and 2: a room's server, over MQTT 3.1.1 on a WebSocket. `mqtt` is loaded when somebody joins. */
import type { MqttClient } from 'mqtt';
import * as z from 'zod/mini';
import { CONNECT_MS, KEEPALIVE_S } from '../limits.ts';
import { joinedSchema, voteSchema } from '../protocol.ts';
import type { Caller, Line, Transport } from './transport.ts';

const ASK_MS = 5_000;

/** `server` is the address of its folder, `http://192.168.1.5:4321/`. */
export function mqttTransport(server: string): Transport {
  async function ask<T>(path: string, body: unknown, schema: z.ZodMiniType<T>): Promise<T> {
    const answer = await fetch(new URL(path, server), {
      method: 'POST',
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ASK_MS),
    });
    if (!answer.ok) throw new Error(`The room's server answered ${answer.status}.`);
    return z.parse(schema, await answer.json());
  }
  return {
    join: (join) => ask('room/join', join, joinedSchema),
    votes: (pass) => ask('room/votes', { pass }, z.array(voteSchema)),
    open: (caller) => open(server, caller),
  };
}

async function open(server: string, caller: Caller): Promise<Line> {
  // What it gives to browsers has a default export and no other.
  const { default: mqtt } = await import('mqtt');
  const url = new URL('room/mqtt', server);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const { will } = caller;
  const client = mqtt.connect(url.href, {
    clientId: caller.clientId,
    username: 'room',
    password: caller.pass,
    clean: true,
    keepalive: KEEPALIVE_S,
    connectTimeout: CONNECT_MS,
    // The room's own machine comes back, with a fresh pass.
    reconnectPeriod: 0,
    queueQoSZero: false,
    ...(will && {
      will: { topic: will.topic, payload: will.text as never, qos: 1 as const, retain: true },
    }),
  });
  return new Promise((resolve, reject) => {
    let isOpen = false;
    let isOver = false;
    client.on('message', (topic, payload) => caller.onMessage(topic, payload.toString()));
    client.on('error', () => client.end(true));
    client.on('close', () => {
      client.end(true);
      if (isOver) return;
      isOver = true;
      if (isOpen) caller.onClose();
      else reject(new Error('The line was refused.'));
    });
    client.on('connect', () => {
      client.subscribe([...caller.topics], { qos: 0 }, (error) => {
        if (isOver || error) return void client.end(true);
        isOpen = true;
        resolve(lineOf(client, () => (isOver = true)));
      });
    });
  });
}

function lineOf(client: MqttClient, over: () => void): Line {
  return {
    publish: async ({ topic, text, retain, qos }) => {
      if (!client.connected) throw new Error('The line is closed.');
      await client.publishAsync(topic, text, { retain, qos: qos === 0 ? 0 : 1 });
    },
    close: () => {
      over();
      // Without the goodbye of MQTT, so that the last will says that this person is gone.
      client.end(true);
    },
  };
}
