import { expect, test } from 'vitest';
import { createActor } from 'xstate';
import { sweeperMachine } from './sweeper.ts';

const old = (id: string) => ({ type: 'OLD', key: 'cat', id, from: 'db', op: 'upload-1' }) as const;

test('what is said to be old is looked at once at a time, and again when that is over', () => {
  const sweeper = createActor(sweeperMachine()).start();
  let looks = 0;
  sweeper.on('*', () => {
    looks++;
  });
  sweeper.send(old('upload-1'));
  sweeper.send(old('upload-1'));
  expect(looks).toBe(1);
  sweeper.send(old('upload-2'));
  expect(looks).toBe(2);
  sweeper.send({
    type: 'lookedAt',
    asker: 'db',
    key: 'cat',
    id: 'upload-1',
    from: 'sweeper/sweep',
    op: 'upload-1',
  });
  sweeper.send(old('upload-1'));
  expect(looks).toBe(3);
});
