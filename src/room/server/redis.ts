/**
 * Level 2: rooms in Redis, for several processes. Each step that must not be torn is one script
 * there, so that a node that dies in the middle has done all of it or nothing.
 */
import { Redis } from 'ioredis';
import { type Ballot, type Book, newBook } from '../book.ts';
import type { RoomState } from '../protocol.ts';
import type { Store } from '../store.ts';

/** Rooms that nobody used for so long are gone. */
const KEPT_S = 30 * 24 * 3_600;

const key = (code: string, what: string) => `data-flows:${code}:${what}`;

/** Writes the new book if the old one still stands there. */
const CHANGE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
return 1`;

/** Counts a vote if the question, the round and the option are those that are open: `counts` of book.ts. */
const VOTE = `
local text = redis.call('GET', KEYS[1])
if not text then return 0 end
local poll = cjson.decode(text).poll
if poll == cjson.null or poll.phase ~= 'open' then return 0 end
if poll.id ~= ARGV[1] or poll.round ~= tonumber(ARGV[2]) then return 0 end
for _, option in ipairs(poll.options) do
  if option == ARGV[4] then
    redis.call('HSET', KEYS[2], ARGV[2] .. '/' .. ARGV[3], ARGV[4])
    redis.call('EXPIRE', KEYS[2], ARGV[5])
    return 1
  end
end
return 0`;

/** `isNewer` of protocol.ts. */
const SHOW = `
local former = redis.call('HMGET', KEYS[1], 'term', 'rev', 'host')
local term, rev = tonumber(ARGV[1]), tonumber(ARGV[2])
if former[1] then
  local was = tonumber(former[1])
  if term < was then return 0 end
  if term == was and (ARGV[3] ~= former[3] or rev <= tonumber(former[2])) then return 0 end
end
redis.call('HSET', KEYS[1], 'term', ARGV[1], 'rev', ARGV[2], 'host', ARGV[3], 'driver', ARGV[4], 'text', ARGV[5])
redis.call('EXPIRE', KEYS[1], ARGV[6])
return 1`;

const MEET = `
if tonumber(ARGV[2]) < tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or 0) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1`;

const TRIES = 50;

export interface RedisRooms {
  readonly store: Store;
  /** The key of all servers: the first one makes it. */
  readonly key: (proposed: string) => Promise<string>;
  readonly codes: () => Promise<readonly string[]>;
  readonly add: (code: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export function redisRooms(url: string): RedisRooms {
  const redis = new Redis(url, { enableAutoPipelining: true, maxRetriesPerRequest: 5 });
  // It comes back by itself; what was asked meanwhile fails, and its line is closed.
  redis.on('error', (error: Error) => console.error(`Redis: ${error.message}`));
  const book = async (code: string): Promise<Book | null> => {
    const text = await redis.get(key(code, 'book'));
    return text === null ? null : (JSON.parse(text) as Book);
  };
  const done = async (script: string, keys: string[], args: (string | number)[]) =>
    (await redis.eval(script, keys.length, ...keys, ...args)) === 1;

  const store: Store = {
    book,
    change: async (code, change) => {
      for (let i = 0; i < TRIES; i++) {
        const before = await redis.get(key(code, 'book'));
        if (before === null) return null;
        const former = JSON.parse(before) as Book;
        const after = change(former);
        if (after === former) return former;
        const args = [before, JSON.stringify(after), KEPT_S];
        if (await done(CHANGE, [key(code, 'book')], args)) return after;
      }
      throw new Error('Too many orders at one instant.');
    },
    vote: (code, { poll, round, pid, choice }) =>
      done(
        VOTE,
        [key(code, 'book'), key(code, `votes:${poll}`)],
        [poll, round, pid, choice, KEPT_S],
      ),
    ballots: async (code, poll) => {
      const votes = await redis.hgetall(key(code, `votes:${poll}`));
      return Object.entries(votes).map(([name, choice]) => {
        const [round, pid = ''] = name.split('/');
        return { poll, round: round === '1' ? 1 : 2, pid, choice } satisfies Ballot;
      });
    },
    showState: (code, state) => {
      const { term, rev, host, driver } = state;
      const args = [term, rev, host, driver, JSON.stringify(state), KEPT_S];
      return done(SHOW, [key(code, 'state')], args);
    },
    state: async (code) => {
      const text = await redis.hget(key(code, 'state'), 'text');
      return text === null ? null : (JSON.parse(text) as RoomState);
    },
    driver: (code) => redis.hget(key(code, 'state'), 'driver'),
    meet: (code, pid, n) => done(MEET, [key(code, 'met')], [pid, n, KEPT_S]),
    next: (code) => redis.incr(key(code, 'next')),
  };
  return {
    store,
    key: async (proposed) => {
      await redis.setnx('data-flows:key', proposed);
      return (await redis.get('data-flows:key')) ?? proposed;
    },
    codes: () => redis.lrange('data-flows:rooms', 0, -1),
    add: async (code) => {
      await redis.set(key(code, 'book'), JSON.stringify(newBook(code)), 'EX', KEPT_S);
      await redis.rpush('data-flows:rooms', code);
    },
    close: async () => void (await redis.quit()),
  };
}
