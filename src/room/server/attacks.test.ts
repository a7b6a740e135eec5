/** What somebody tries who has the code of the room and a script of their own. */

import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { HostRoom, Room } from '../client/room.ts';
import { clientIdOf, newPid } from '../ids.ts';
import type { Joined, RoomState } from '../protocol.ts';
import {
  addressOf,
  ask,
  endure,
  enter,
  lineOf,
  passOf,
  RawLine,
  SCENE,
  serve,
  teach,
  until,
} from './fixture.ts';
import type { RoomServer } from './serve.ts';

const someone = (): string => newPid((length) => crypto.getRandomValues(new Uint8Array(length)));

const forged = (host: string): RoomState => ({
  term: 99,
  rev: 1_000,
  host,
  driver: host,
  ...SCENE,
  blank: true,
  reveal: true,
  locked: [],
  hidden: [],
});

/** A room with an instructor and a participant who means well. */
async function classroom() {
  const server = await serve();
  const instructor = teach(server);
  const witness = enter(server);
  await until(() => expect(witness.get().state).not.toBe(null));
  return { server, instructor, witness, room: `room/${server.rooms[0]?.code}` };
}

let server: RoomServer;
let instructor: HostRoom;
let witness: Room;
let room: string;
/** The pass of one who does not. */
let attacker: Joined & { ok: true };

beforeAll(async () => {
  ({ server, instructor, witness, room } = await classroom());
  endure();
});

beforeEach(async () => {
  attacker = await passOf(server);
});

afterEach(() => {
  expect(instructor.get().connection).toBe('in');
  expect(witness.get()).toMatchObject({ connection: 'in', state: { blank: false } });
});

/** Asks a new question, and waits until the witness has it. */
async function asks(): Promise<string> {
  const before = witness.get().poll?.id;
  instructor.openPoll(null, ['A', 'B']);
  await until(() => expect(witness.get().poll?.id).not.toBe(before));
  return witness.get().poll?.id ?? '';
}

describe('a participant who forges what the instructor shows', () => {
  test('directly: the line is closed, and nobody saw it', async () => {
    const line = await lineOf(server, attacker);
    expect(await line.publishes(`${room}/state`, forged(attacker.pid), true)).toBe(false);
    const late = enter(server);
    await until(() => expect(late.get().state).not.toBe(null));
    expect([witness.get().state?.blank, late.get().state?.blank]).toEqual([false, false]);
  });

  test('by a last will: the line is not opened', async () => {
    const payload = Buffer.from(JSON.stringify(forged(attacker.pid)));
    const will = { topic: `${room}/state`, payload, qos: 1, retain: true } as const;
    await expect(lineOf(server, attacker, { will })).rejects.toThrow();
    expect(witness.get().state?.blank).toBe(false);
  });

  test("by a last will in another's name, or one that says that they are there", async () => {
    const here = { n: 1, here: true, following: true, status: 'done', readiness: null };
    const presence = { ...here, step: null, name: null };
    for (const [pid, message] of [
      [someone(), { ...presence, here: false }],
      [attacker.pid, presence],
    ] as const) {
      const payload = Buffer.from(JSON.stringify(message));
      const will = { topic: `${room}/pres/${pid}`, payload, qos: 1, retain: true } as const;
      await expect(lineOf(server, attacker, { will })).rejects.toThrow();
    }
  });

  test("with the instructor's client id: refused, and the instructor stays", async () => {
    await until(() => expect(instructor.get().connection).toBe('in'));
    const clientId = clientIdOf(attacker.code, instructor.get().pid ?? '');
    const line = new RawLine(server, { clientId, password: attacker.pass });
    expect(await line.opened()).toBe(false);
    instructor.drive({ ...SCENE, speed: 2 });
    const late = enter(server);
    await until(() => expect(late.get().state?.speed).toBe(2));
    expect(instructor.get().connection).toBe('in');
  });

  test('with a pass that they changed, of another key, or none', async () => {
    const [body = '', signature = ''] = attacker.pass.split('.');
    const who = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    const raised = Buffer.from(JSON.stringify({ ...who, role: 'instructor' })).toString(
      'base64url',
    );
    const other = await serve();
    const foreign = await passOf(other);
    for (const password of [
      `${raised}.${signature}`,
      raised,
      foreign.pass,
      '',
      'x'.repeat(9_000),
    ]) {
      const clientId = clientIdOf(attacker.code, attacker.pid);
      expect(await new RawLine(server, { clientId, password }).opened()).toBe(false);
    }
  });

  test('with a secret that they guess: soon no guess is looked at any more', async () => {
    const own = await serve();
    const [known] = own.rooms;
    const refusals: unknown[] = [];
    for (let i = 0; i < 25; i++) {
      const wish = { code: known?.code, role: 'instructor', secret: `guess-${i}` };
      refusals.push(await (await ask(own, 'room/join', wish)).json());
    }
    expect(refusals[0]).toEqual({ ok: false, refusal: 'wrong-secret' });
    expect(refusals.at(-1)).toEqual({ ok: false, refusal: 'too-many-joins' });
    const right = await ask(own, 'room/join', { ...known, role: 'instructor' });
    expect(await right.json()).toEqual({ ok: false, refusal: 'too-many-joins' });
  });
});

describe('a participant who says what is not theirs to say', () => {
  test.each([
    ['a poll', 'poll', { rev: 9, poll: null }, true],
    ['the board', 'board', {}, true],
    ['an order', 'desk', { type: 'lock', locked: true }, false],
    ['a hint', 'ctl', { type: 'hint', scenario: 'a', step: 'b', hint: 0 }, false],
    ['a passed act', 'act', {}, false],
    ['outside of the room', '../elsewhere', {}, false],
    ['to the system', '$SYS/x/new/clients', {}, false],
  ])('%s: the line is closed', async (_, name, message, retain) => {
    const line = await lineOf(server, attacker);
    const topic = name.startsWith('$') ? name : `${room}/${name}`;
    expect(await line.publishes(topic, message, retain)).toBe(false);
    expect(instructor.get().board?.locked).toBe(false);
  });

  test('a vote or a presence as another: the line is closed, and nothing counts', async () => {
    const vote = { type: 'vote', poll: await asks(), round: 1, choice: 'A' };
    const line = await lineOf(server, attacker);
    expect(await line.publishes(`${room}/in/${witness.get().pid}`, vote)).toBe(false);
    const again = await lineOf(server, attacker);
    const gone = { n: 99, here: false, following: true, status: 'done', readiness: null };
    const presence = { ...gone, step: null, name: null };
    expect(await again.publishes(`${room}/pres/${witness.get().pid}`, presence, true)).toBe(false);
    witness.vote('B');
    await until(() => expect(instructor.get().board?.counts).toEqual([[0, 1]]));
    expect(
      instructor.get().roster.find(({ pid }) => pid === witness.get().pid)?.presence.here,
    ).toBe(true);
  });

  test('twenty votes of one person are one vote, the last', async () => {
    const poll = await asks();
    const line = await lineOf(server, attacker);
    for (let i = 0; i < 20; i++) {
      const choice = i === 19 ? 'B' : 'A';
      expect(
        await line.publishes(`${room}/in/${attacker.pid}`, {
          type: 'vote',
          poll,
          round: 1,
          choice,
        }),
      ).toBe(true);
    }
    await line.publishes(`${room}/in/${attacker.pid}`, {
      type: 'vote',
      poll,
      round: 2,
      choice: 'A',
    });
    await line.publishes(`${room}/in/${attacker.pid}`, {
      type: 'vote',
      poll,
      round: 1,
      choice: 'C',
    });
    await until(() => expect(instructor.get().board?.counts).toEqual([[0, 1]]));
    const theirs = (await instructor.answers()).filter(({ pid }) => pid === attacker.pid);
    expect(theirs).toMatchObject([{ poll, round: 1, choice: 'B' }]);
  });
});

describe("a participant who reads others' answers", () => {
  test('hears none: neither by a wildcard nor by name', async () => {
    const line = await lineOf(server, attacker);
    const filters = [
      '#',
      '+/+/+',
      'room/#',
      `${room}/#`,
      `${room}/in/+`,
      `${room}/pres/+`,
      '$SYS/#',
    ];
    const names = [
      `${room}/in/${witness.get().pid}`,
      `${room}/board`,
      `${room}/act`,
      `${room}/desk`,
    ];
    for (const filter of [...filters, ...names])
      expect([filter, await line.reads(filter)]).toEqual([filter, false]);
    expect(await line.reads(`${room}/poll`)).toBe(true);
    await asks();
    witness.vote('A');
    witness.setName('Ada');
    await until(() => expect(instructor.get().board?.counts).toEqual([[1, 0]]));
    await until(() => expect(line.heard.some(({ text }) => text.includes('"open"'))).toBe(true));
    expect(line.heard.filter(({ topic }) => topic !== `${room}/poll`)).toEqual([]);
    expect(JSON.stringify(line.heard)).not.toContain('counts');
  });

  test('does not get the table of answers', async () => {
    expect((await ask(server, 'room/votes', { pass: attacker.pass })).status).toBe(403);
    expect((await ask(server, 'room/votes', { pass: 'x.y' })).status).toBe(403);
  });
});

describe('garbage and floods', () => {
  test.each([
    ['no JSON', '{'],
    ['another shape', '{"type":"vote"}'],
    ['a field too many', '{"type":"vote","poll":"p","round":1,"choice":"A","html":"<b>"}'],
    [
      'markup for an id',
      '{"type":"vote","poll":"p","round":1,"choice":"<img src=x onerror=alert(1)>"}',
    ],
    [
      'a prototype',
      '{"__proto__":{"type":"vote"},"type":"vote","poll":"p","round":1,"choice":"A"}',
    ],
    ['17 kB', `"${'x'.repeat(17_000)}"`],
    ['nothing', ''],
  ])('%s as an answer: the line is closed', async (_, text) => {
    const line = await lineOf(server, attacker);
    expect(await line.publishes(`${room}/in/${attacker.pid}`, text)).toBe(false);
  });

  test('a flood is cut off, and the class goes on', async () => {
    const line = await lineOf(server, attacker);
    let sent = 0;
    while (!line.closed && sent < 5_000) {
      line.client.publish(
        `${room}/in/${attacker.pid}`,
        '{"type":"vote","poll":"p","round":1,"choice":"A"}',
      );
      if (++sent % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(line.closed).toBe(true);
    expect(sent).toBeLessThan(1_000);
    instructor.drive({ ...SCENE, speed: 4 });
    await until(() => expect(witness.get().state?.speed).toBe(4));
    expect(witness.get().connection).toBe('in');
  });

  test.each([
    ['a packet that says it is 256 MB long', [0x10, 0xff, 0xff, 0xff, 0x7f]],
    ['a length without an end', [0x30, 0xff, 0xff, 0xff, 0xff, 0xff]],
    ['bytes that are no MQTT', [...Buffer.from('GET / HTTP/1.1\r\n\r\n')]],
    ['a frame of 1 MB', [...Buffer.alloc(1_000_000, 1)]],
  ])('%s: the line is cut', async (_, bytes) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/room/mqtt`, 'mqtt');
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('open', resolve));
    const closed = new Promise((resolve) => socket.once('close', () => resolve('closed')));
    socket.send(Buffer.from(bytes));
    expect(await closed).toBe('closed');
    expect(witness.get().connection).toBe('in');
  });

  test('a wish to join that is too long, no JSON, or for a path that is none', async () => {
    expect((await ask(server, 'room/join', { code: 'x'.repeat(10_000) })).status).toBe(413);
    expect((await ask(server, 'room/join', 'hello')).status).toBe(400);
    expect((await ask(server, 'room/../../etc/passwd', {})).status).toBe(404);
    const wish = { code: attacker.code, role: 'screen', more: 1 };
    expect((await ask(server, 'room/join', wish)).status).toBe(400);
    const about = await fetch(`${addressOf(server)}room/about`);
    expect(await about.json()).toEqual({ room: 'data-flows', version: 1 });
  });
});
