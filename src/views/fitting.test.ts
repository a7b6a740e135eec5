import { expect, test } from 'vitest';
import { fitting, withChanged } from './fitting.ts';

const specs = {
  shared: {},
  own: { variants: ['write-back'] },
  other: { variants: ['cache-aside'] },
  conditional: { variants: ['write-back'], when: { wal: ['on'] } },
};
const names = (list: readonly (readonly [string, unknown])[]) => list.map(([name]) => name);

test('what belongs to the variant comes first, what all share after it, what is of others not at all', () => {
  const { first, rest } = fitting(specs, 'write-back', { wal: 'off' });
  expect(names(first)).toEqual(['own']);
  expect(names(rest)).toEqual(['shared']);
});

test('what depends on a fix is shown with it', () => {
  expect(names(fitting(specs, 'write-back', { wal: 'on' }).first)).toEqual(['own', 'conditional']);
});

test('a variant without anything of its own shows what all share', () => {
  expect(names(fitting(specs, 'write-through', {}).first)).toEqual(['shared']);
});

test('what was changed is never out of the way', () => {
  const parted = fitting(specs, 'write-back', { wal: 'on' });
  const { first, rest } = withChanged(parted, 1, (name) => name === 'shared');
  expect(names(first)).toEqual(['own', 'shared']);
  expect(names(rest)).toEqual(['conditional']);
});
