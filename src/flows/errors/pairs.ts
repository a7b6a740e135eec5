/** Fixes that are sound only together. */
import type { PairSpec } from '../../flow/flow.ts';

export const pairs: readonly PairSpec[] = [
  {
    fix: 'compensate',
    when: {
      payOrder: ['chargeFirst', 'dbFirst'],
      providerKey: ['on'],
      compensate: ['on'],
      freshKeyAfterRefund: ['off'],
    },
    breaks: 'charged-if-ordered',
    partner: { freshKeyAfterRefund: 'on' },
  },
  {
    fix: 'retry',
    when: { retry: ['smart'], serviceMap: ['off'] },
    breaks: 'no-useless-retry',
    partner: { serviceMap: 'on' },
  },
];
