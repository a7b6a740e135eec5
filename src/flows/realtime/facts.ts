/** One sentence for each kind of fact. */
import type { FactSaid } from '../../flow/flow.ts';

const seconds = (ms: number): string =>
  ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(2)} s`;

export const facts: Readonly<Record<string, (fact: FactSaid) => string>> = {
  published: ({ node, n, seq }) => `${node} takes event ${n}, as number ${seq}.`,
  attempt: ({ client }) => `${client} tries to connect.`,
  opened: ({ client }) => `${client} has a connection.`,
  live: ({ client }) => `${client} gets events as they come.`,
  lost: ({ client }) => `${client} has no connection any more.`,
  waits: ({ client, delayMs }) => `${client} will connect again in ${seconds(delayMs)}.`,
  gaveUp: ({ client }) => `${client} does not connect again.`,
  deadFound: ({ client, by }) =>
    by === 'client'
      ? `${client} finds that its connection is dead.`
      : `The server finds that the connection of ${client} is dead.`,
  rejected: ({ node, client, status }) => `${node} turns ${client} away with ${status}.`,
  booted: ({ node }) => `${node} serves again.`,
  applied: ({ client, n }) => `${client} shows event ${n}.`,
  discarded: ({ client, n }) => `${client} throws event ${n} away: it takes it for an old one.`,
  reset: ({ client, upTo }) => `${client} shows the state up to event ${upTo}.`,
  overflowed: ({ client }) => `The buffer for ${client} is full.`,
  asked: ({ client }) => `${client} polls.`,
  answered: ({ client }) => `${client} has its answer.`,
  tried: ({ op, version }) => `${op} tries to write over version ${version}.`,
  wrote: ({ op }) => `${op} has written the row.`,
  conflicted: ({ op, n }) => `${op} came too late, for the ${n}. time.`,
};
