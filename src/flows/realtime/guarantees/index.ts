/** What real-time delivery may promise. */
import type { Guarantee } from '../../../flow/property.ts';
import { inOrder, noDrop, once } from './application.ts';
import { delivery, deliveryOfEach } from './delivery.ts';

export const guarantees: readonly Guarantee[] = [delivery, deliveryOfEach, once, inOrder, noDrop];
