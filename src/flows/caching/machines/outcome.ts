/** How a client's request ends, as facts. */
import { type Command, fact } from '../../../kernel/system.ts';
import type { Value } from '../protocol.ts';

export const endOfRead = (key: string, value: Value, tookUs: number, session = false): Command =>
  fact({ type: 'answered', key, value, tookUs, session });

/**
 * A request that failed. Only a 500 says that a write was not done; after anything else nobody
 * knows. Status 0: there was no answer.
 */
export const failure = (
  kind: 'read' | 'write',
  key: string,
  value: string,
  status: number,
): Command =>
  fact({
    type: 'failed',
    kind,
    key,
    value: kind === 'write' ? value : null,
    outcome: status === 500 ? 'error' : 'unknown',
    status,
  });
