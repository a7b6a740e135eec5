/** What stands in a response: its status, and its body as a person could read it. */
import type { Message } from '../../../kernel/system.ts';

const STATUSES: Readonly<Record<string, number>> = {
  item: 200,
  created: 201,
  removed: 204,
  paid: 201,
  pending: 202,
  order: 200,
  session: 200,
};

/** 0 where there was no answer. */
export const statusOf = (reply: Message): number =>
  STATUSES[reply.type] ?? Number(reply['status'] ?? 0);

export function bodyOf(reply: Message): string {
  if (reply.type === 'errorPage') return String(reply['page']);
  const { type: _type, retryAfter: _retryAfter, challenge: _challenge, ...body } = reply;
  // In one order: the network has another than the simulation.
  const fields = Object.entries(body).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(fields));
}
