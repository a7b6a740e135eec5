/** With which fixes a choice or a number of this family does anything. */
import type { When } from '../../flow/flow.ts';

/** A miss hands out a token, and others wait for its holder. */
export const LEASES = [{ fill: ['lease'] }, { singleFlight: ['global'] }] satisfies When;
/** A write of cache-aside deletes the key. */
export const DELETES = { writeOp: ['del-after', 'del-before'] } satisfies When;
/** A write-back cache that crashed has somewhere to read back from. */
export const RECOVERS = [
  { wal: ['always', 'everysec'] },
  { replication: ['async', 'sync'] },
] satisfies When;
