/** Fixes that are sound only together. */
import type { PairSpec } from '../../flow/flow.ts';

export const pairs: readonly PairSpec[] = [
  {
    fix: 'rotation',
    when: { rotation: ['on'], reuseDetect: ['off'], senderConstrained: ['off'] },
    breaks: 'no-survivor',
    partner: { reuseDetect: 'on' },
  },
  {
    fix: 'reuseDetect',
    when: { rotation: ['on'], reuseDetect: ['on'], tabLock: ['off'], grace: ['none'] },
    breaks: 'no-false-logout',
    partner: { tabLock: 'on' },
  },
  {
    fix: 'tabLock',
    when: { rotation: ['on'], reuseDetect: ['on'], tabLock: ['on'], grace: ['none'] },
    breaks: 'no-false-logout',
    partner: { grace: 'same' },
  },
];
