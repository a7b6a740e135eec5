/** S2. When nothing is under way any more, the page shows what the server has. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Look, Seen, Violation } from '../../../kernel/monitor.ts';
import type { AppContext } from '../machines/app-context.ts';
import type { DatabaseContext } from '../machines/database.ts';
import { isSame } from '../machines/screen.ts';
import type { Doc } from '../protocol.ts';
import { atStart, factIn, nameOf, withOne } from './seen.ts';

interface State {
  readonly pages: readonly string[];
  /** The change that was heard of last. */
  readonly last: string;
}

export const converge: Guarantee = {
  id: 'converge',
  ref: 'S2',
  title: 'Screen and server agree',
  explain:
    'When nothing is under way any more, a page shows what the server has. What it marks as open is not meant.',
  workloads: ['two-edits', 'two-offline-edits'],
  variants: ['optimistic', 'offline', 'kinds'],
  monitor: () => ({
    kind: 'eventually',
    over: 'orders',
    start: { pages: [], last: '' },
    on,
    atRest,
  }),
};

function on(state: State, seen: Seen): Judged<State> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op, node } = found;
  if (fact.type === 'edited') return { state: { pages: withOne(state.pages, node), last: op } };
  if (fact.type === 'seen' && !state.pages.includes(node))
    return { state: { ...state, pages: withOne(state.pages, node) } };
  return { state };
}

function atRest({ pages, last }: State, look: Look): Violation | null {
  const server = look('db') as DatabaseContext | undefined;
  if (server === undefined) return null;
  for (const page of pages) {
    const context = look(page) as AppContext | undefined;
    if (context === undefined || !context.online) continue;
    const { shown, layers, refreshers } = context;
    const first = server.docs[0];
    if (shown.length + layers.length + refreshers.length === 0 && first !== undefined)
      return {
        say: `${atStart(nameOf(page))} shows nothing, and the server has ${words(first)}.`,
        because: [`${last}/applied`],
      };
    const wrong = shown.find(
      (doc) => !layers.some(({ op }) => op.id === doc.id) && !isThere(doc, server.docs),
    );
    if (wrong === undefined) continue;
    const there = server.docs.find(({ id }) => id === wrong.id);
    const has = there === undefined ? 'has no such todo' : `has ${words(there)}`;
    return {
      say: `${atStart(nameOf(page))} shows ${words(wrong)}, and the server ${has}.`,
      because: ['failed', 'reverted', 'acknowledged', 'applied'].map((type) => `${last}/${type}`),
    };
  }
  return null;
}

const words = ({ title, note, comments }: Doc): string =>
  [`“${title}”`, note, ...comments.slice(-2)].filter((each) => each !== '').join(', ');

function isThere(doc: Doc, docs: readonly Doc[]): boolean {
  const there = docs.find(({ id }) => id === doc.id);
  return there !== undefined && isSame(doc, there);
}
