import { expect, test } from 'vitest';
import { clickerAddress, codeOfQuery, hostKeyFrom, joinAddress } from './addresses.ts';

test('the link of the instructor names the room and its secret', () => {
  expect(hostKeyFrom('#code=k7m-3pq&secret=abc')).toEqual({ code: 'K7M3PQ', secret: 'abc' });
  const clicker = clickerAddress(
    { code: 'K7M3PQ', secret: 'abc' },
    'http://10.0.0.5:4321/x/present',
  );
  expect(clicker).toBe('http://10.0.0.5:4321/x/clicker#code=K7M3PQ&secret=abc');
  expect(hostKeyFrom(new URL(clicker).hash)).toEqual({ code: 'K7M3PQ', secret: 'abc' });
});

test.each(['', '#code=K7M3PQ', '#secret=abc', '#code=<b>&secret=a', '#v1:abc'])(
  'the fragment "%s" names no room',
  (fragment) => expect(hostKeyFrom(fragment)).toBeNull(),
);

test('what people join is named in the query, however they type it', () => {
  expect(joinAddress('K7M3PQ', 'https://host/flows/present')).toBe(
    'https://host/flows/join?code=K7M3PQ',
  );
  expect(codeOfQuery('?code=k7m%203pq')).toBe('K7M3PQ');
  expect(codeOfQuery('?code=nonsense')).toBeNull();
});
