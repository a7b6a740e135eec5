/** What a person can make a browser do. */
import type { ActSpec } from '../../flow/flow.ts';
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
