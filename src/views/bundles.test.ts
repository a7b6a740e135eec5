import { expect, test } from 'vitest';
import { BUNDLES_FROM, bundled } from './bundles.ts';
import type { MessageInFlight } from './messages.ts';

const message = (send: number, changes: Partial<MessageInFlight> = {}): MessageInFlight => ({
  send,
  address: `push-${send}`,
  op: `op-${send}`,
  type: 'PUSH',
  label: `v${send}`,
  kind: 'push',
  from: 'api',
  to: 'clients',
  sentAtUs: 0,
  arrivesAtUs: 1_000 + send,
  bent: null,
  doomed: false,
  ...changes,
});
const many = (count: number) => Array.from({ length: count }, (_, i) => message(count - i));

test('a few messages stand each for itself', () => {
  const few = many(BUNDLES_FROM - 1);
  expect(bundled(few)).toEqual(few.map((each) => ({ message: each, more: 0 })));
});

test('of many that are alike the first to arrive stands for all', () => {
  expect(bundled(many(1_000))).toEqual([{ message: message(1), more: 999 }]);
});

test('another way, another kind and what a fault bent have pills of their own', () => {
  const others = [
    message(2_000, { from: 'clients', to: 'api' }),
    message(2_001, { kind: 'error' }),
    message(2_002, { bent: 'dropped', doomed: true }),
  ];
  expect(bundled([...many(100), ...others])).toEqual([
    { message: message(1), more: 99 },
    ...others.map((each) => ({ message: each, more: 0 })),
  ]);
});
