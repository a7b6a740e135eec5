/** The people, and the files that they upload. */
import type { ClientSpec } from '../../flow/flow.ts';
import type { Act } from '../../kernel/system.ts';
import { MS } from '../../kernel/time.ts';
import { MIB } from './settings.ts';

export const ada: ClientSpec = { id: 'ada', title: 'Ada' };
export const ben: ClientSpec = { id: 'ben', title: 'Ben' };
export const friends: ClientSpec = { id: 'friends', title: 'Friends', crowd: true };

export const picture = (name: string, sizeMiB: number, more: object = {}) => ({
  type: 'upload',
  name,
  sizeBytes: sizeMiB * MIB,
  contentType: name.endsWith('.png') ? 'image/png' : 'image/jpeg',
  body: `${name.endsWith('.png') ? 'png' : 'jpeg'}:${name.split('.')[0]}`,
  ...more,
});

/** What somebody sends who calls it a picture, or does not even do that. */
export const program = (sizeMiB: number, contentType: string) => ({
  name: 'setup.exe',
  sizeBytes: sizeMiB * MIB,
  contentType,
  body: 'exe:setup',
});

export const doing = (op: string, node: string, atMs: number, event: Act['event']): Act => ({
  op,
  node,
  atUs: atMs * MS,
  event,
});
