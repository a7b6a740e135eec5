import { expect, test } from 'vitest';
import { addressed } from './addressed.ts';

test.each([
  ['You begins hand-1, by hand: GET cart:1', 'You begin hand-1, by hand: GET cart:1'],
  ['You asks API for cart:1', 'You ask API for cart:1'],
  ['You is down', 'You are down'],
  ['You tries again', 'You try again'],
  ['You goes on', 'You go on'],
  ['You passes it on', 'You pass it on'],
  ['You (hand-1) sets a timer', 'You (hand-1) set a timer'],
  ['You hear that API did not answer', 'You hear that API did not answer'],
  ['API answers You: cart:1 is v2', 'API answers you: cart:1 is v2'],
  ['API gets “GET”. You waits', 'API gets “GET”. You waits'],
  ['Yours is done', 'Yours is done'],
])('“%s” becomes “%s”', (said, told) => {
  expect(addressed(said)).toBe(told);
});
