/** What is there before a run begins. */
import type { Doc, LocalPrefs, Op } from './protocol.ts';
import type { Settings } from './settings.ts';

export const FIRST_DOC: Doc = { id: '1', title: 'Milk', note: '', comments: [], version: 1 };

export const FIRST_PREFS: LocalPrefs = { theme: 'light', lang: 'en', version: 1, dirty: [] };

/** Written offline, before the page was closed. */
const STORED: Op = {
  op: 'comment-0',
  client: 'device-a',
  kind: 'comment',
  id: '1',
  field: 'note',
  value: 'soya, please',
  base: 1,
  was: '',
  fields: {},
  seq: 1,
  stampUs: 0,
};

export const storedOps = (s: Settings): readonly Op[] => (s.stored ? [STORED] : []);
