/** What a person can do at a page. */
import type { ActSpec } from '../../flow/flow.ts';

const act = (
  type: string,
  title: string,
  explain: string,
  op: string,
  more: (n: number) => Record<string, string> = () => ({}),
): ActSpec => ({ title, explain, op, event: (n) => ({ type, ...more(n) }) });

const TITLES = ['Oat milk', 'Butter', 'Bread', 'Cheese', 'Tea'];
const title = (n: number): string => TITLES[(n - 1) % TITLES.length] ?? '';

export const acts: Readonly<Record<string, ActSpec>> = {
  edit: act('edit', 'Change the title', 'Of the first todo.', 'edit', (n) => ({
    field: 'title',
    value: title(n),
  })),
  note: act('edit', 'Change the note', 'Of the first todo.', 'note', (n) => ({
    field: 'note',
    value: `${n + 1} of them`,
  })),
  comment: act('comment', 'Add a comment', 'To the first todo.', 'comment', (n) => ({
    text: `comment ${n}`,
  })),
  create: act('create', 'Add a todo', 'A new one.', 'create', (n) => ({
    id: String(n + 100),
    title: title(n),
  })),
  look: act('look', 'Come back to the page', 'It asks for what is new: refetch on focus.', 'look'),
  keepMine: act('keepMine', 'Conflict: keep mine', 'What this person wrote counts.', 'keep-mine'),
  keepTheirs: act(
    'keepTheirs',
    'Conflict: keep theirs',
    'What the others wrote counts.',
    'keep-theirs',
  ),
  keepBoth: act('keepBoth', 'Conflict: keep both', 'One text after the other.', 'keep-both'),
  theme: act('setPref', 'Switch to the dark theme', 'A preference.', 'theme', () => ({
    key: 'theme',
    value: 'dark',
  })),
  lang: act('setPref', 'Switch to German', 'A preference.', 'lang', () => ({
    key: 'lang',
    value: 'de',
  })),
  draft: act('typeDraft', 'Type, and do not send', 'Into an input of the page.', 'draft', (n) => ({
    text: `half a thou${'g'.repeat(n)}`,
  })),
  goOffline: act('goOffline', 'Go offline', 'What is under way is cut off.', 'go-offline'),
  goOnline: act('goOnline', 'Go online', 'What waits is sent.', 'go-online'),
  reload: act('reload', 'Reload the page', 'What is only in its memory is gone.', 'reload'),
};
