/** One sentence for each kind of fact. */
import type { FactSaid } from '../../flow/flow.ts';

const seconds = (ms: number): string =>
  ms < 1_000 ? `${Math.round(ms)} ms` : `${Number((ms / 1_000).toFixed(2))} s`;

/** `crowd/client-17` is Client 17 and `client-a` is Client A, as their boxes say. */
export const called = (client: unknown): string =>
  String(client).replace(
    /^(?:.*\/)?client-(\w)/,
    (_, first: string) => `Client ${first.toUpperCase()}`,
  );

export const facts: Readonly<Record<string, (fact: FactSaid) => string>> = {
  published: ({ node, n, seq }) => `${node} takes event ${n}, as number ${seq}.`,
  attempt: ({ client }) => `${called(client)} tries to connect.`,
  opened: ({ client }) => `${called(client)} has a connection.`,
  parked: ({ node, client }) => `${node} keeps the poll of ${called(client)} until there is news.`,
  live: ({ client }) => `${called(client)} gets events as they come.`,
  lost: ({ client }) => `${called(client)} has no connection any more.`,
  waits: ({ client, delayMs }) => `${called(client)} will connect again in ${seconds(delayMs)}.`,
  gaveUp: ({ client }) => `${called(client)} does not connect again.`,
  deadFound: ({ client, by }) =>
    by === 'client'
      ? `${called(client)} finds that its connection is dead.`
      : `The server finds that the connection of ${called(client)} is dead.`,
  rejected: ({ node, client, status }) => `${node} turns ${called(client)} away with ${status}.`,
  booted: ({ node }) => `${node} serves again.`,
  applied: ({ client, n }) => `${called(client)} shows event ${n}.`,
  discarded: ({ client, n }) =>
    `${called(client)} throws event ${n} away: it takes it for an old one.`,
  reset: ({ client, upTo }) => `${called(client)} shows the state up to event ${upTo}.`,
  overflowed: ({ client }) => `The buffer for ${called(client)} is full.`,
  asked: ({ client }) => `${called(client)} polls.`,
  tried: ({ op, version }) => `${op} tries to write over version ${version}.`,
  wrote: ({ op }) => `${op} has written the row.`,
  conflicted: ({ op, n }) => `${op} came too late, for the ${n}. time.`,
};
