/** Fixes that are sound only together. */
import type { PairSpec } from '../../flow/flow.ts';

export const pairs: readonly PairSpec[] = [
  {
    fix: 'retry',
    when: { retry: ['on'], idem: ['off', 'nonAtomic'], uniqueIndex: ['off'] },
    breaks: 'no-duplicate',
    partner: { idem: 'atomic' },
  },
  {
    fix: 'etag',
    when: { etag: ['atomic'], retry: ['on'], idem: ['off'], alreadyApplied200: ['off'] },
    breaks: 'no-spurious-conflict',
    partner: { alreadyApplied200: 'on' },
  },
  {
    fix: 'requireIfMatch',
    when: { etag: ['atomic'], requireIfMatch: ['off'] },
    breaks: 'no-lost-update',
    partner: { requireIfMatch: 'on' },
  },
];
