/** What real-time delivery may promise. */
import type { Guarantee } from '../../../flow/property.ts';
import { inOrder, noDrop, once } from './application.ts';
import { delivery, deliveryOfEach } from './delivery.ts';
import { deadLinkFound, deliveredSoon } from './liveness.ts';
import { attemptsBounded, openAgain } from './reconnection.ts';
import { calmInLoop, quickAfterStable } from './resets.ts';

export const guarantees: readonly Guarantee[] = [
  delivery,
  deliveryOfEach,
  once,
  inOrder,
  noDrop,
  openAgain,
  attemptsBounded,
  deadLinkFound,
  deliveredSoon,
  quickAfterStable,
  calmInLoop,
];
