import { afterEach, describe, expect, test, vi } from 'vitest';
import { clientIdOf } from '../ids.ts';
import type { RoomScene } from '../protocol.ts';
import { hostRoom, joinRoom } from './room.ts';
import type { Memory } from './saved.ts';
import { browserChannel, tabsTransport } from './tabs.ts';

const SCENE: RoomScene = {
  moment: { kind: 'step', scenario: 'cache.write-back-crash', step: 'guess' },
  playhead: { atUs: 0 },
  playing: false,
  speed: 1,
};

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

function memory(map = new Map<string, string>()): Memory {
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

function host(own = memory()) {
  const room = hostRoom({
    server: null,
    code: null,
    secret: null,
    start: () => SCENE,
    memory: own,
  });
  closing.push(room.close);
  return room;
}

function join(code: string | null, own = memory()) {
  const room = joinRoom({ server: null, code: code ?? '', memory: own });
  closing.push(room.close);
  return room;
}

const until = (holds: () => void) => vi.waitFor(holds, { timeout: 5_000, interval: 10 });

describe('the tabs of one browser are a room', () => {
  test('a participant is where the instructor is, also one who comes late', async () => {
    const instructor = host();
    const early = join(instructor.get().code);
    await until(() => expect(early.get().state?.moment).toEqual(SCENE.moment));
    instructor.drive({ ...SCENE, playhead: { atUs: 70_000 } });
    await until(() => expect(early.get().state?.playhead.atUs).toBe(70_000));
    const late = join(instructor.get().code);
    await until(() => expect(late.get().state?.playhead.atUs).toBe(70_000));
  });

  test('a poll of two rounds is counted by the host, and shown when it is revealed', async () => {
    const instructor = host();
    const { code } = instructor.get();
    const people = [join(code), join(code), join(code)];
    await until(() => expect(people.every((each) => each.get().connection === 'in')).toBe(true));
    instructor.openPoll({ scenario: 'cache.write-back-crash', step: 'guess' }, ['all', 'none']);
    await until(() => expect(people.every((each) => each.get().poll !== null)).toBe(true));
    people[0]?.vote('all');
    people[1]?.vote('all');
    people[1]?.vote('none');
    await until(() => expect(instructor.get().board?.counts).toEqual([[1, 1]]));
    await until(() =>
      expect(people[1]?.get()).toMatchObject({ vote: 'none', voteOnItsWay: false }),
    );
    expect(people[2]?.get().poll).not.toHaveProperty('counts');
    instructor.askAgain();
    await until(() => expect(people[0]?.get()).toMatchObject({ vote: null, poll: { round: 2 } }));
    for (const each of people) each.vote('none');
    await until(() =>
      expect(instructor.get().board?.counts).toEqual([
        [1, 1],
        [0, 3],
      ]),
    );
    instructor.revealPoll();
    await until(() =>
      expect(people[2]?.get().poll?.counts).toEqual([
        [1, 1],
        [0, 3],
      ]),
    );
    expect(await instructor.answers()).toHaveLength(5);
  });

  test("the instructor's tab is reloaded: the room, the vote and the people are the same", async () => {
    const [ownHost, ownPerson] = [memory(), memory()];
    const before = host(ownHost);
    const { code, pid } = before.get();
    const person = join(code, ownPerson);
    await until(() => expect(person.get().connection).toBe('in'));
    before.openPoll(null, ['A', 'B']);
    await until(() => expect(person.get().poll?.options).toEqual(['A', 'B']));
    person.vote('B');
    await until(() => expect(before.get().board?.counts).toEqual([[0, 1]]));
    const { pid: personPid } = person.get();
    before.close();

    const after = host(ownHost);
    expect(after.get().code).toBe(code);
    await until(() => expect(after.get().board?.counts).toEqual([[0, 1]]));
    expect(pid).toBe(null);
    await until(() =>
      expect(person.get()).toMatchObject({ connection: 'in', pid: personPid, vote: 'B' }),
    );
    await until(() => expect(after.get().roster.map((each) => each.pid)).toEqual([personPid]));
    await until(() => expect(after.get().hosting).toBe(true));
  });

  test('who strays keeps their own, and says so to the instructor', async () => {
    const instructor = host();
    const person = join(instructor.get().code);
    await until(() => expect(person.get().connection).toBe('in'));
    person.stray();
    person.setStatus('stuck');
    person.setName('Ada');
    expect(person.get().following).toBe(false);
    const [one] = await vi.waitFor(() => {
      const { roster } = instructor.get();
      expect(roster[0]?.presence.name).toBe('Ada');
      return roster;
    });
    expect(one?.presence).toMatchObject({ following: false, status: 'stuck', here: true });
  });

  test("the instructor's tab is duplicated: the new one hosts, and the former one can take over", async () => {
    const own = new Map<string, string>();
    const first = host(memory(own));
    const person = join(first.get().code);
    await until(() => expect(person.get().state).not.toBe(null));
    const second = host(memory(new Map(own)));
    await until(() => expect(second.get().hosting).toBe(true));
    await until(() => expect(first.get()).toMatchObject({ connection: 'in', hosting: false }));
    await until(() => expect(person.get().connection).toBe('in'));
    second.drive({ ...SCENE, speed: 2 });
    await until(() => expect(person.get().state?.speed).toBe(2));
    await until(() => expect(first.get().state?.speed).toBe(2));
    first.takeOver();
    first.drive({ ...SCENE, speed: 3 });
    await until(() => expect(person.get().state?.speed).toBe(3));
    expect([first, second].map((each) => each.get().hosting)).toEqual([true, false]);
  });

  test('what a participant is not allowed closes their line', async () => {
    const instructor = host();
    const { code } = instructor.get();
    const channel = browserChannel();
    closing.push(channel.close);
    const transport = tabsTransport(channel, code ?? '');
    const joined = await transport.join({ code: code ?? '', role: 'participant' });
    if (!joined.ok) throw new Error(joined.refusal);
    const { pid, pass } = joined;
    const clientId = clientIdOf(code ?? '', pid);
    const call = { clientId, pass, will: null, onMessage: () => {} };
    const onClose = vi.fn();
    await expect(
      transport.open({ ...call, topics: [`room/${code}/pres/+`], onClose }),
    ).rejects.toThrow();
    const line = await transport.open({ ...call, topics: [`room/${code}/poll`], onClose });
    const text = JSON.stringify({ type: 'lock', locked: true });
    const order = { topic: `room/${code}/desk`, text, retain: false, qos: 1 };
    await expect(line.publish(order)).rejects.toThrow();
    await until(() => expect(onClose).toHaveBeenCalledOnce());
    expect(await transport.votes(pass)).toEqual([]);
    expect(instructor.get().board?.locked).toBe(false);
    const asTeacher = await transport.join({ code: code ?? '', role: 'instructor', secret: 'x' });
    expect(asTeacher).toEqual({ ok: false, refusal: 'wrong-secret' });
  });
});
