import { describe, expect, test } from 'vitest';
import { authorise, type Facts, type Packet, readable, type Who } from './authorise.ts';
import { clientIdOf, OWN_TOPICS, SHARED_TOPICS, topicText } from './ids.ts';
import { ROLES, type Role } from './protocol.ts';

const CODE = 'K7M3PQ';
const ME = '0123456789ab';
const OTHER = 'ba9876543210';
const SCENE = {
  moment: { kind: 'run', link: '#v1:abc' },
  playhead: { atUs: 1 },
  playing: true,
  speed: 1,
};
const STATE = {
  term: 1,
  rev: 1,
  host: ME,
  driver: ME,
  ...SCENE,
  blank: false,
  reveal: false,
  locked: [],
  hidden: [],
};
const PRESENCE = {
  n: 1,
  here: true,
  following: true,
  status: 'done',
  readiness: null,
  step: null,
  name: null,
};

const who = (role: Role): Who => ({ code: CODE, pid: ME, role, expiresAtMs: 1_000 });
const FACTS: Facts = { nowMs: 0, removed: false, driver: null };

const MESSAGES = {
  state: STATE,
  ctl: { type: 'hint', scenario: 'a', step: 'b', hint: 0 },
  poll: { rev: 1, poll: null },
  board: { rev: 1, locked: false, removed: [], counts: [], voters: [] },
  act: { from: ME, act: { type: 'press', press: 'next' } },
  desk: { type: 'lock', locked: true },
  vote: { type: 'vote', poll: 'p', round: 1, choice: 'A' },
  press: { type: 'press', press: 'next' },
  drive: { type: 'drive', scene: SCENE },
  pres: PRESENCE,
} as const;

function packet(name: keyof typeof MESSAGES, pid = ME, code = CODE): Packet {
  const own = name === 'pres' ? 'pres' : 'in';
  const shared = SHARED_TOPICS.find((each) => each === name);
  const topic =
    shared === undefined ? topicText({ code, name: own, pid }) : topicText({ code, name: shared });
  return {
    topic,
    text: JSON.stringify(MESSAGES[name]),
    retain: name === 'state' || name === 'pres',
    qos: 1,
  };
}

const publishes = (role: Role, wanted: Packet, facts = FACTS): boolean =>
  authorise(who(role), { kind: 'publish', packet: wanted }, facts).ok;

describe('who says what', () => {
  test.each([
    ['instructor', ['state', 'ctl', 'desk', 'press']],
    ['participant', ['vote', 'pres']],
    ['screen', []],
  ] as const)('%s: %j and nothing else', (role, allowed) => {
    const names = Object.keys(MESSAGES) as (keyof typeof MESSAGES)[];
    expect(names.filter((name) => publishes(role, packet(name)))).toEqual(allowed);
  });

  test('only the one who was let drives, and a screen never does', () => {
    const driving = { ...FACTS, driver: ME };
    expect(ROLES.filter((role) => publishes(role, packet('drive'), driving))).toEqual([
      'instructor',
      'participant',
    ]);
    expect(publishes('participant', packet('drive'), { ...FACTS, driver: OTHER })).toBe(false);
  });

  test.each(ROLES)('%s: nothing in the name of another, and nothing in another room', (role) => {
    for (const name of ['vote', 'press', 'pres'] as const) {
      expect(publishes(role, packet(name, OTHER))).toBe(false);
    }
    for (const name of Object.keys(MESSAGES) as (keyof typeof MESSAGES)[]) {
      expect(publishes(role, packet(name, ME, 'K7M3PR'))).toBe(false);
    }
    const asOther = { ...packet('state'), text: JSON.stringify({ ...STATE, host: OTHER }) };
    expect(publishes(role, asOther)).toBe(false);
  });

  test.each(ROLES)('%s: nothing once the pass expired or they were removed', (role) => {
    for (const facts of [
      { ...FACTS, nowMs: 1_000 },
      { ...FACTS, removed: true },
    ]) {
      for (const name of Object.keys(MESSAGES) as (keyof typeof MESSAGES)[]) {
        expect(publishes(role, packet(name), facts)).toBe(false);
      }
      for (const filter of readable(who(role))) {
        expect(authorise(who(role), { kind: 'subscribe', filter }, facts).ok).toBe(false);
      }
    }
  });

  test('what is kept is kept as it should be, with a QoS that is of use, and not too long', () => {
    const vote = packet('vote');
    const presence = packet('pres');
    expect(publishes('participant', { ...vote, retain: true })).toBe(false);
    expect(publishes('participant', { ...presence, retain: false })).toBe(false);
    expect(publishes('participant', { ...vote, qos: 2 })).toBe(false);
    expect(publishes('participant', { ...vote, text: vote.text + ' '.repeat(16_300) })).toBe(true);
    expect(publishes('participant', { ...vote, text: vote.text + ' '.repeat(16_400) })).toBe(false);
  });
});

describe('who reads what', () => {
  test.each([
    ['instructor', ['state', 'ctl', 'poll', 'board', 'act', 'pres/+']],
    ['participant', ['state', 'ctl', 'poll']],
    ['screen', ['state', 'poll']],
  ] as const)('%s: %j and nothing else', (role, allowed) => {
    const names = [
      ...SHARED_TOPICS,
      ...OWN_TOPICS.flatMap((name) => [`${name}/${ME}`, `${name}/${OTHER}`, `${name}/+`]),
      '#',
      '+',
      '+/+',
      '',
    ];
    const reads = (filter: string) => authorise(who(role), { kind: 'subscribe', filter }, FACTS).ok;
    expect(names.filter((name) => reads(`room/${CODE}/${name}`))).toEqual(allowed);
    expect(['#', '+/+/+', 'room/#', '$SYS/#', `room/K7M3PR/state`].filter(reads)).toEqual([]);
  });
});

describe('who connects', () => {
  const connects = (clientId: string, will: Packet | null = null, role: Role = 'participant') =>
    authorise(who(role), { kind: 'connect', clientId, will }, FACTS).ok;
  const gone = { ...packet('pres'), text: JSON.stringify({ ...PRESENCE, here: false }) };

  test('with the client id of their pass and no other', () => {
    expect(connects(clientIdOf(CODE, ME))).toBe(true);
    for (const id of [clientIdOf(CODE, OTHER), clientIdOf('K7M3PR', ME), ME, '']) {
      expect(connects(id)).toBe(false);
    }
  });

  test('with a last will that says that they are gone, and no other', () => {
    const id = clientIdOf(CODE, ME);
    expect(connects(id, gone)).toBe(true);
    expect(connects(id, packet('pres'))).toBe(false);
    expect(connects(id, { ...gone, topic: packet('pres', OTHER).topic })).toBe(false);
    expect(connects(id, packet('vote'))).toBe(false);
    expect(connects(id, packet('state'), 'instructor')).toBe(false);
  });
});
