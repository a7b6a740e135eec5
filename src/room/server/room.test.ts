/** A class at a real server over real lines. */
import { describe, expect, test } from 'vitest';
import { hostRoom, joinRoom } from '../client/room.ts';
import { balance } from './balancer-fixture.ts';
import {
  addressOf,
  ask,
  enter,
  later,
  lineOf,
  newFolder,
  newMemory,
  passOf,
  SCENE,
  serve,
  teach,
  until,
} from './fixture.ts';
import { freePort, startNode } from './process-fixture.ts';

describe('following', () => {
  test('one who comes late is where the class is, and a screen too', async () => {
    const server = await serve();
    const instructor = teach(server);
    const early = enter(server);
    await until(() => expect(early.get().state).not.toBe(null));
    instructor.drive({ ...SCENE, playhead: { atUs: 1_000 } });
    instructor.drive({ ...SCENE, playhead: { atUs: 2_000 } });
    instructor.set({ locked: ['flushIntervalMs'] });
    await until(() => expect(early.get().state?.playhead.atUs).toBe(2_000));
    await until(() => expect(early.get().state?.locked).toEqual(['flushIntervalMs']));
    const screen = joinRoom({
      server: addressOf(server),
      code: server.rooms[0]?.code.toLowerCase() ?? '',
      role: 'screen',
      memory: newMemory(),
    });
    later(screen.close);
    await until(() => expect(screen.get().state).toEqual(early.get().state));
    expect(instructor.get().roster).toHaveLength(1);
  });

  test('a phone whose line dies in its sleep is shown as gone, and wakes up as the same person', async () => {
    const server = await serve();
    const instructor = teach(server);
    const network = await balance([server.port]);
    const phone = enter({ ...server, port: network.port });
    await until(() => expect(phone.get().state).not.toBe(null));
    instructor.openPoll(null, ['A', 'B']);
    await until(() => expect(phone.get().poll).not.toBe(null));
    phone.vote('A');
    await until(() => expect(phone.get().voteOnItsWay).toBe(false));
    const { pid } = phone.get();
    network.sleep();
    await until(() =>
      expect(instructor.get().roster).toMatchObject([{ pid, presence: { here: false } }]),
    );
    expect(phone.get().connection).toBe('in');
    instructor.drive({ ...SCENE, speed: 3 });
    // What the page's waking does, see `onWaking`.
    phone.retry();
    await until(() =>
      expect(phone.get()).toMatchObject({ connection: 'in', pid, vote: 'A', state: { speed: 3 } }),
    );
    await until(() =>
      expect(instructor.get().roster).toMatchObject([{ pid, presence: { here: true } }]),
    );
    await until(() => expect(instructor.get().board?.counts).toEqual([[1, 0]]));
  });

  test('who goes is shown as gone', async () => {
    const server = await serve();
    const instructor = teach(server);
    const person = enter(server);
    await until(() => expect(instructor.get().roster[0]?.presence.here).toBe(true));
    person.close();
    await until(() => expect(instructor.get().roster[0]?.presence.here).toBe(false));
  });
});

describe('one drives', () => {
  test('a participant who was let, through the host; and no longer once it is taken back', async () => {
    const server = await serve();
    const instructor = teach(server);
    const [driver, other] = [enter(server), enter(server)];
    await until(() => expect(other.get().state).not.toBe(null));
    await until(() => expect(driver.get().connection).toBe('in'));
    driver.drive({ ...SCENE, speed: 7 });
    instructor.handOver(driver.get().pid ?? '');
    await until(() => expect(driver.get()).toMatchObject({ driving: true, following: false }));
    expect(instructor.get()).toMatchObject({ hosting: true, driving: false });
    driver.drive({ ...SCENE, speed: 8 });
    await until(() => expect(other.get().state?.speed).toBe(8));
    instructor.handOver(instructor.get().pid ?? '');
    await until(() => expect(driver.get().driving).toBe(false));
    driver.drive({ ...SCENE, speed: 9 });
    instructor.drive({ ...SCENE, speed: 10 });
    await until(() => expect(other.get().state?.speed).toBe(10));
    expect(driver.get().connection).toBe('in');
  });

  test('another device of the instructor changes nothing until it takes over, and then the first does not', async () => {
    const server = await serve();
    const first = teach(server);
    const person = enter(server);
    await until(() => expect(person.get().state).not.toBe(null));
    const second = teach(server);
    await until(() => expect(second.get().state).not.toBe(null));
    expect(second.get()).toMatchObject({ hosting: false, driving: false });
    second.drive({ ...SCENE, speed: 5 });
    second.takeOver();
    await until(() => expect(first.get().hosting).toBe(false));
    expect(person.get().state?.speed).toBe(1);
    first.drive({ ...SCENE, speed: 6 });
    second.drive({ ...SCENE, speed: 7 });
    await until(() => expect(person.get().state?.speed).toBe(7));
    expect(first.get().connection).toBe('in');
  });

  test("a clicker's press reaches the host; it shows nothing itself", async () => {
    const server = await serve();
    const instructor = teach(server);
    await until(() => expect(instructor.get().hosting).toBe(true));
    const [room] = server.rooms;
    const clicker = hostRoom({
      server: addressOf(server),
      code: room?.code ?? '',
      secret: room?.secret ?? '',
      start: null,
      memory: newMemory(),
    });
    later(clicker.close);
    const presses: string[] = [];
    later(instructor.onPress((press) => presses.push(press)));
    await until(() => expect(clicker.get().connection).toBe('in'));
    clicker.press('next');
    clicker.press('blank');
    await until(() => expect(presses).toEqual(['next', 'blank']));
    expect(clicker.get().hosting).toBe(false);
  });

  test('a hint reaches the one it is for', async () => {
    const server = await serve();
    const instructor = teach(server);
    const [stuck, other] = [enter(server), enter(server)];
    await until(() => expect(instructor.get().roster).toHaveLength(2));
    const hint = { scenario: 'cache.write-back-crash', step: 'challenge', hint: 1 };
    instructor.hint({ ...hint, to: stuck.get().pid ?? '' });
    await until(() => expect(stuck.get().hint).toMatchObject(hint));
    instructor.hint({ ...hint, hint: 2 });
    await until(() => expect([stuck, other].map((each) => each.get().hint?.hint)).toEqual([2, 2]));
  });
});

describe('a vote', () => {
  test('is there after a reload of the page, and can still be changed', async () => {
    const server = await serve();
    const instructor = teach(server);
    const memory = newMemory();
    const before = enter(server, memory);
    await until(() => expect(before.get().state).not.toBe(null));
    instructor.openPoll(null, ['A', 'B']);
    await until(() => expect(before.get().poll).not.toBe(null));
    before.vote('A');
    await until(() => expect(before.get().voteOnItsWay).toBe(false));
    before.close();
    const after = enter(server, memory);
    await until(() => expect(after.get()).toMatchObject({ vote: 'A', voteOnItsWay: false }));
    after.vote('B');
    await until(() => expect(instructor.get().board?.counts).toEqual([[0, 1]]));
  });

  test('that comes after the closing is told that it was too late, and does not count', async () => {
    const server = await serve();
    const instructor = teach(server);
    const person = enter(server);
    await until(() => expect(person.get().connection).toBe('in'));
    instructor.openPoll(null, ['A', 'B']);
    await until(() => expect(person.get().poll?.phase).toBe('open'));
    // Both are under way at once: whichever is first, both sides say the same.
    instructor.closePoll();
    person.vote('A');
    await until(() => expect(person.get().poll?.phase).toBe('closed'));
    await until(() => expect(person.get().voteOnItsWay).toBe(false));
    instructor.revealPoll();
    await until(() => expect(person.get().poll?.phase).toBe('revealed'));
    const counted = person.get().poll?.counts?.[0]?.[0];
    expect(person.get().vote).toBe(counted === 1 ? 'A' : null);
  });

  test('too late is answered with the closed poll before it is acknowledged', async () => {
    const server = await serve();
    const instructor = teach(server);
    const joined = await passOf(server);
    const line = await lineOf(server, joined);
    await until(() => expect(instructor.get().hosting).toBe(true));
    instructor.openPoll(null, ['A', 'B']);
    await until(() => expect(instructor.get().poll?.phase).toBe('open'));
    const poll = instructor.get().poll?.id;
    instructor.closePoll();
    await until(() => expect(instructor.get().poll?.phase).toBe('closed'));
    const vote = { type: 'vote', poll, round: 1, choice: 'A' };
    // It never subscribed: what it hears is told to it alone.
    expect(await line.publishes(`room/${joined.code}/in/${joined.pid}`, vote)).toBe(true);
    expect(line.heard.map(({ text }) => JSON.parse(text) as unknown)).toMatchObject([
      { poll: { id: poll, phase: 'closed' } },
    ]);
    expect(await instructor.answers()).toEqual([]);
  });
});

describe('the instructor keeps the room', () => {
  test('one who is removed is out, and does not come back with the same pass', async () => {
    const server = await serve();
    const instructor = teach(server);
    const person = enter(server);
    await until(() => expect(person.get().state).not.toBe(null));
    const other = await passOf(server);
    const line = await lineOf(server, other);
    instructor.remove(other.pid);
    instructor.remove(person.get().pid ?? '');
    await until(() => expect(line.closed).toBe(true));
    await expect(lineOf(server, other)).rejects.toThrow();
    await until(() =>
      expect(person.get()).toMatchObject({ connection: 'refused', refusal: 'removed' }),
    );
    await until(() => expect(instructor.get().roster).toEqual([]));
  });

  test('a locked room lets nobody new in, and those who were in come back', async () => {
    const server = await serve();
    const instructor = teach(server);
    const { code, pass, pid } = await passOf(server);
    await until(() => expect(instructor.get().connection).toBe('in'));
    instructor.lock(true);
    await until(() => expect(instructor.get().board?.locked).toBe(true));
    await expect(passOf(server)).rejects.toThrow('room-locked');
    const again = await ask(server, 'room/join', { code, role: 'participant', pass });
    expect(await again.json()).toMatchObject({ ok: true, pid });
  });

  test('a room that is full takes no more lines', async () => {
    const server = await serve({ clientsPerRoom: 2 });
    await lineOf(server, await passOf(server));
    await lineOf(server, await passOf(server));
    await expect(lineOf(server, await passOf(server))).rejects.toThrow();
  });

  test('a reload finds the room as it was, the driver at the wheel', async () => {
    const server = await serve();
    const memory = newMemory();
    const before = teach(server, memory);
    const person = enter(server);
    await until(() => expect(person.get().state).not.toBe(null));
    before.drive({ ...SCENE, speed: 4 });
    before.openPoll(null, ['A', 'B']);
    await until(() =>
      expect(person.get()).toMatchObject({ state: { speed: 4 }, poll: { round: 1 } }),
    );
    person.vote('B');
    await until(() => expect(before.get().board?.counts).toEqual([[0, 1]]));
    const { pid } = before.get();
    before.close();
    const after = teach(server, memory);
    await until(() => {
      expect(after.get()).toMatchObject({ pid, hosting: true, driving: true, state: { speed: 4 } });
      expect(after.get().board?.counts).toEqual([[0, 1]]);
      expect(after.get().roster).toHaveLength(1);
    });
    after.drive({ ...SCENE, speed: 5 });
    await until(() => expect(person.get().state?.speed).toBe(5));
  });
});

describe('the process is killed in the middle of a poll and started again', () => {
  test('no vote that was acknowledged is lost or counted twice, and the links are the same', async () => {
    const args = ['--folder', await newFolder(), '--port', `${await freePort()}`];
    const before = await startNode(args);
    const instructor = teach(before);
    const people = Array.from({ length: 20 }, () => enter(before));
    await until(() => expect(people.every((each) => each.get().state !== null)).toBe(true));
    instructor.openPoll(null, ['A', 'B']);
    await until(() => expect(people.every((each) => each.get().poll !== null)).toBe(true));
    for (const each of people.slice(0, 12)) each.vote('A');
    await until(() => expect(people[11]?.get().voteOnItsWay).toBe(false));
    for (const each of people.slice(12)) each.vote('B');
    await before.kill();

    const after = await startNode(args);
    expect(after.rooms).toEqual(before.rooms);
    await until(() => expect(instructor.get().board?.counts).toEqual([[12, 8]]), 10_000);
    expect(people.every((each) => each.get().vote !== null)).toBe(true);
    const late = enter(after);
    await until(() => expect(late.get()).toMatchObject({ state: SCENE, poll: { phase: 'open' } }));
    instructor.revealPoll();
    await until(() => expect(late.get().poll?.counts).toEqual([[12, 8]]), 10_000);
    expect(await instructor.answers()).toHaveLength(20);
  }, 40_000);
});
