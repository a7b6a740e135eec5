/** Fixes that are sound only together. */
import type { PairSpec } from '../../flow/flow.ts';

export const pairs: readonly PairSpec[] = [
  {
    fix: 'retry',
    // A unique index keeps rows apart, not sales.
    when: { retry: ['on'], idem: ['off', 'nonAtomic'] },
    breaks: 'no-duplicate',
    partner: { idem: 'atomic' },
  },
  {
    fix: 'etag',
    when: {
      etag: ['checkThenWrite', 'atomic'],
      retry: ['on'],
      idem: ['off', 'nonAtomic'],
      alreadyApplied200: ['off'],
    },
    breaks: 'no-spurious-conflict',
    partner: { alreadyApplied200: 'on' },
  },
  {
    fix: 'keyOrder',
    when: {
      etag: ['checkThenWrite', 'atomic'],
      retry: ['on'],
      idem: ['atomic'],
      keyOrder: ['matchFirst'],
      alreadyApplied200: ['off'],
    },
    breaks: 'no-spurious-conflict',
    partner: { keyOrder: 'keyFirst' },
  },
  {
    fix: 'requireIfMatch',
    when: { etag: ['atomic'], requireIfMatch: ['off'] },
    breaks: 'no-lost-update',
    partner: { requireIfMatch: 'on' },
  },
];
