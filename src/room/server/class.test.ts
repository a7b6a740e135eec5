/** A whole class: 200 on one node, and on two that share a Redis, one of which is killed in the middle of a poll. */
import { describe, expect, test } from 'vitest';
import type { HostRoom, Room } from '../client/room.ts';
import { balance } from './balancer-fixture.ts';
import { enter, lineOf, newFolder, passOf, RawLine, SCENE, teach, until } from './fixture.ts';
import { findRedis, startNode, startRedis } from './process-fixture.ts';
import type { RoomServer } from './serve.ts';

const CLASS = 200;

/** All are in and see what the instructor shows. */
async function fill(server: RoomServer): Promise<{ instructor: HostRoom; people: Room[] }> {
  const instructor = teach(server);
  await until(() => expect(instructor.get().hosting).toBe(true));
  const people = Array.from({ length: CLASS }, () => enter(server));
  await until(
    () => expect(people.filter(({ get }) => get().state !== null)).toHaveLength(CLASS),
    15_000,
  );
  return { instructor, people };
}

async function asks(instructor: HostRoom, people: readonly Room[]): Promise<void> {
  instructor.openPoll({ scenario: 'cache.write-back-crash', step: 'guess' }, [
    'all',
    'none',
    'some',
  ]);
  await until(() => expect(people.filter(({ get }) => get().poll === null)).toEqual([]));
}

const arrived = (people: readonly Room[]): number =>
  people.filter(({ get }) => get().vote !== null && !get().voteOnItsWay).length;

test('200 participants on one node follow, and each of their votes counts once', async () => {
  const node = await startNode(['--folder', await newFolder(), '--port', '0']);
  const { instructor, people } = await fill(node);
  instructor.drive({ ...SCENE, playhead: { atUs: 5_000 } });
  await until(() =>
    expect(people.filter(({ get }) => get().state?.playhead.atUs !== 5_000)).toEqual([]),
  );
  await asks(instructor, people);
  for (const each of people) each.vote('all');
  for (const each of people.slice(0, 150)) each.vote('none');
  await until(() => expect(arrived(people)).toBe(CLASS));
  await until(() => expect(instructor.get().board?.counts).toEqual([[50, 150, 0]]));
  expect(new Set(instructor.get().board?.voters).size).toBe(CLASS);
  expect(people.some(({ get }) => get().poll?.counts !== undefined)).toBe(false);
  instructor.revealPoll();
  await until(() =>
    expect(people.filter(({ get }) => get().poll?.counts?.[0]?.[1] !== 150)).toEqual([]),
  );
}, 40_000);

const redisServer = findRedis();
if (redisServer === undefined) {
  console.warn(
    '\n!!! NOT TESTED: two nodes with Redis. There is no redis-server here.\n' +
      '!!! Install one (Debian: apt-get install redis-server), or name its path in REDIS_SERVER.\n',
  );
}

describe.skipIf(redisServer === undefined)('two nodes that share a Redis', () => {
  async function twoNodes() {
    const redis = await startRedis(redisServer ?? '');
    const env = { REDIS_URL: redis.url };
    const one = await startNode(['--port', '0'], env);
    const two = await startNode(['--port', '0'], env);
    return { env, one, two };
  }

  test('are one room: who comes late, and who attacks, finds the same at both', async () => {
    const { one, two } = await twoNodes();
    expect(two.rooms).toEqual(one.rooms);
    const instructor = teach(one);
    await until(() => expect(instructor.get().hosting).toBe(true));
    instructor.drive({ ...SCENE, speed: 3 });
    const late = enter(two);
    await until(() => expect(late.get().state?.speed).toBe(3));

    const attacker = await passOf(one);
    const line = await lineOf(two, attacker);
    expect(await line.reads(`room/${attacker.code}/pres/+`)).toBe(false);
    const vote = { type: 'vote', poll: 'p', round: 1, choice: 'A' };
    expect(await line.publishes(`room/${attacker.code}/in/${late.get().pid}`, vote)).toBe(false);
    const clientId = `${attacker.code}.${instructor.get().pid}`;
    const thief = new RawLine(two, { clientId, password: attacker.pass });
    expect(await thief.opened()).toBe(false);

    // Removed at one node, their line at the other is closed.
    const other = await lineOf(two, attacker);
    instructor.remove(attacker.pid);
    await until(() => expect(other.closed).toBe(true));
    instructor.drive({ ...SCENE, speed: 4 });
    await until(() => expect(late.get().state?.speed).toBe(4));
    expect(instructor.get().connection).toBe('in');
  }, 30_000);

  test('one is killed in the middle of a poll of 200: no vote is lost or counted twice', async () => {
    const { one, two } = await twoNodes();
    const balancer = await balance([one.port, two.port]);
    const { instructor, people } = await fill({ ...one, port: balancer.port });
    await asks(instructor, people);
    for (const each of people.slice(0, 100)) each.vote('all');
    await until(() => expect(arrived(people)).toBeGreaterThan(50));
    for (const each of people.slice(100)) each.vote('none');
    await one.kill();

    // Those who were on it come back on the other, and so does the instructor, if they were.
    await until(() => expect(arrived(people)).toBe(CLASS), 20_000);
    await until(() => expect(instructor.get().board?.counts).toEqual([[100, 100, 0]]), 10_000);
    const answers = await instructor.answers();
    expect(new Set(answers.map(({ pid }) => pid)).size).toBe(CLASS);
    expect(answers).toHaveLength(CLASS);
    instructor.revealPoll();
    await until(() =>
      expect(people.filter(({ get }) => get().poll?.phase !== 'revealed')).toEqual([]),
    );
    expect(people.every(({ get }) => get().poll?.counts?.[0]?.join() === '100,100,0')).toBe(true);
  }, 60_000);

  test('those whose node died and who do not come back are shown as gone, and only those', async () => {
    const { one, two } = await twoNodes();
    const instructor = teach(two);
    const balancer = await balance([one.port, two.port]);
    const [stays, goes] = [enter({ ...one, port: balancer.port }), enter(one)];
    const seen = (room: Room) =>
      instructor.get().roster.find(({ pid }) => pid === room.get().pid)?.presence.here;
    await until(() => expect([stays, goes].map(seen)).toEqual([true, true]));
    await one.kill();
    // Its last will is with the dead node: the other one says it.
    await until(() => expect([stays, goes].map(seen)).toEqual([true, false]), 25_000);
    expect(stays.get().connection).toBe('in');
  }, 50_000);
});
