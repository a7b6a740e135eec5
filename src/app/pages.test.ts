import { expect, test } from 'vitest';
import { folderOf, movedLink } from './pages.ts';

test('every page lies in the folder of the app', () => {
  expect(folderOf('https://host/play')).toBe('/');
  expect(folderOf('https://host/flows/play?flow=jobs#v1:abc')).toBe('/flows/');
});

test.each([
  ['https://host/#v1:abc', '/play#v1:abc'],
  ['https://host/deep/index.html#v2:abc', '/deep/play#v2:abc'],
  ['https://host/#scenarios', null],
  ['https://host/play#v1:abc', null],
])('a link to a moment at %s stands at %s', (from, to) => {
  expect(movedLink(new URL(from))).toBe(to);
});
