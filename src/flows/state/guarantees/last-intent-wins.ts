/** S3. What a person wanted last is what the server has, unless somebody else came later. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Look, Seen, Violation } from '../../../kernel/monitor.ts';
import type { DatabaseContext } from '../machines/database.ts';
import type { Field } from '../protocol.ts';
import { factIn, listOf, text } from './seen.ts';

/** The last wish of a device for one field. */
interface Intent {
  readonly device: string;
  readonly id: string;
  readonly field: string;
  readonly op: string;
  readonly value: string;
  readonly is: 'open' | 'acknowledged' | 'notFound';
  /** Somebody else has written there since. */
  readonly overtaken: boolean;
}

type State = readonly Intent[];

export const lastIntentWins: Guarantee = {
  id: 'last-intent-wins',
  ref: 'S3',
  title: 'The last word counts',
  explain:
    'In the end the server has what a person wanted last and was told to be done, unless somebody else wrote later.',
  workloads: ['two-edits', 'two-fields', 'create-and-edit', 'two-offline-edits'],
  variants: ['optimistic', 'offline', 'kinds'],
  monitor: () => ({ kind: 'eventually', over: 'orders', start: [], on, atRest }),
};

function on(state: State, seen: Seen): Judged<State> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  const mark = (more: Partial<Intent>): Judged<State> => ({
    state: state.map((each) => (each.op === op ? { ...each, ...more } : each)),
  });
  switch (fact.type) {
    case 'edited': {
      if (fact['kind'] !== 'edit') return { state };
      const [device, id, field] = [text(fact, 'device'), text(fact, 'id'), text(fact, 'field')];
      const rest = state.filter(
        (each) => each.device !== device || each.id !== id || each.field !== field,
      );
      const value = text(fact, 'value');
      const intent: Intent = { device, id, field, op, value, is: 'open', overtaken: false };
      return { state: [...rest, intent].slice(-60) };
    }
    case 'resolved':
      return fact['how'] === 'theirs' ? { state } : mark({ value: text(fact, 'value') });
    case 'acknowledged':
      return mark({ is: 'acknowledged' });
    case 'refusedByServer':
      return fact['why'] === 'not found' ? mark({ is: 'notFound' }) : { state };
    case 'ignored':
      return mark({ overtaken: false });
    case 'applied': {
      const fields = listOf(fact, 'fields');
      const by = text(fact, 'by');
      return {
        state: state.map((each) => {
          if (each.op === op) return { ...each, overtaken: false };
          const isMeant = each.id === fact['id'] && fields.includes(each.field);
          return isMeant && each.device !== by ? { ...each, overtaken: true } : each;
        }),
      };
    }
    default:
      return { state };
  }
}

function atRest(state: State, look: Look): Violation | null {
  const server = look('db') as DatabaseContext | undefined;
  if (server === undefined) return null;
  for (const { op, id, field, value, is, overtaken } of state) {
    const doc = server.docs.find((each) => each.id === id);
    const has = doc?.[field as Field];
    if (is === 'notFound' && doc !== undefined) {
      return {
        say: `The server said that there is no todo ${id} to make “${value}”: it had not been told yet.`,
        because: [`${op}/edited`, `${op}/refusedByServer`],
      };
    }
    if (is === 'acknowledged' && !overtaken && has !== value) {
      return {
        say: `${op} was the last word and acknowledged: “${value}”. The server has “${has}”.`,
        because: [`${op}/edited`, `${op}/acknowledged`],
      };
    }
  }
  return null;
}
