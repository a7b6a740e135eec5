/** What a person can make a browser do. */
import type { ActSpec } from '../../flow/flow.ts';
import { kindOfType } from './protocol.ts';
import { MIB } from './settings.ts';

export const acts: Readonly<Record<string, ActSpec>> = {
  upload: {
    title: 'Upload a photo',
    explain: 'The browser uploads a photo of 20 MiB.',
    op: 'photo',
    event: (n) => ({
      type: 'upload',
      name: `photo-${n}.jpg`,
      sizeBytes: 20 * MIB,
      contentType: 'image/jpeg',
      body: `jpeg:photo-${n}`,
    }),
  },
  own: {
    title: 'Upload a file of your own',
    explain: 'Its name, its size and its type go into the run; its bytes stay where they are.',
    op: 'own',
    picks: 'file',
    event: (
      n,
      file = { name: `photo-${n}.jpg`, sizeBytes: 20 * MIB, contentType: 'image/jpeg' },
    ) => {
      const name = safeName(file.name);
      const contentType = file.contentType === '' ? 'application/octet-stream' : file.contentType;
      const sizeBytes = Math.max(1, file.sizeBytes);
      // SIMPLIFIED: nobody looks into it, so it is taken for what its type says.
      const body = `${kindOfType(contentType)}:${name}`;
      return { type: 'upload', name, sizeBytes, contentType, body };
    },
  },
  cancel: {
    title: 'Cancel',
    explain: 'The browser gives up what it is uploading, and tells the API where it can.',
    op: 'cancel',
    event: () => ({ type: 'cancel' }),
  },
  reload: {
    title: 'Reload the page',
    explain: 'The page forgets everything but the files, and what it has written down.',
    op: 'reload',
    event: () => ({ type: 'reload' }),
  },
  closeTab: {
    title: 'Close the tab',
    explain: 'Everything that the page had begun ends in the middle.',
    op: 'close',
    event: () => ({ type: 'closeTab' }),
  },
};

/** The longest name that is kept. */
const NAME_MAX = 60;

/** As it may stand in a path and in a header. */
const safeName = (name: string): string =>
  name.replaceAll(/[^\w.()-]/g, '_').slice(-NAME_MAX) || 'file';
