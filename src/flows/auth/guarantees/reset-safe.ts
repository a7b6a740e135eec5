/** A9: a reset link works once and for a while, and a reset ends what was there before. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { type Micros, MS } from '../../../kernel/time.ts';
import { factIn, followBegun, text, withOne } from './seen.ts';

interface State {
  readonly issued: readonly { readonly link: string; readonly atUs: Micros }[];
  readonly used: readonly string[];
  /** The last reset; -1: none yet. */
  readonly resetUs: Micros;
  /** Sessions that began after it. */
  readonly fresh: readonly string[];
  readonly begun: readonly string[];
}

const START: State = { issued: [], used: [], resetUs: -1, fresh: [], begun: [] };
const KEPT = 50;

export const resetSafe: Guarantee = {
  id: 'reset-safe',
  ref: 'A9',
  title: 'A new password ends what was before',
  explain:
    'A reset link works at most once and only for a while; after a reset no earlier session works, but an access token until it expires.',
  workloads: ['reset'],
  boundUs: ({ atTtlMs = 0, leewayMs = 0 }) => (atTtlMs + leewayMs) * MS,
  monitor: (params, boundUs = (Number(params['atTtlMs']) + Number(params['leewayMs'])) * MS) => ({
    kind: 'always',
    over: 'timed',
    start: START,
    on: (state, seen, atUs) =>
      on(state as State, seen, atUs, boundUs, Number(params['resetTtlMs']) * MS),
  }),
};

function on(
  before: State,
  seen: Seen,
  atUs: Micros,
  boundUs: Micros,
  ttlUs: Micros,
): Judged<State> {
  const fact = factIn(seen);
  if (fact === null || seen.kind !== 'fact') return { state: before };
  const state = { ...before, begun: followBegun(before.begun, seen, before.resetUs >= 0) };
  const broken = (say: string): Judged<State> => ({
    state,
    violation: { say, because: [`${seen.op}/${fact.type}`] },
  });
  const sid = text(fact, 'sid');
  switch (fact.type) {
    case 'linkIssued':
      return {
        state: {
          ...state,
          issued: [...state.issued, { link: text(fact, 'link'), atUs }].slice(-KEPT),
        },
      };
    case 'familyBegun':
      return { state: { ...state, fresh: withOne(state.fresh, sid).slice(-KEPT) } };
    case 'linkUsed': {
      if (fact['kind'] !== 'reset') return { state };
      const link = text(fact, 'link');
      const issued = state.issued.find((each) => each.link === link);
      if (state.used.includes(link)) return broken(`The link ${link} worked a second time.`);
      const ageUs = atUs - (issued?.atUs ?? atUs);
      if (ageUs > ttlUs)
        return broken(`The link ${link} worked ${Math.round(ageUs / 1e6)} s after it was sent.`);
      return {
        state: { ...state, used: withOne(state.used, link).slice(-KEPT), resetUs: atUs, fresh: [] },
      };
    }
    case 'allowed':
    case 'refreshAccepted': {
      const isOld = before.begun.includes(seen.actor) && !state.fresh.includes(sid);
      if (!isOld) return { state };
      if (fact.type === 'refreshAccepted') {
        return broken(`A refresh token of session ${sid} works after the reset.`);
      }
      const lateUs = atUs - state.resetUs;
      if (lateUs <= boundUs) return { state };
      return broken(`Session ${sid} works ${Math.round(lateUs / 1e6)} s after the reset.`);
    }
    default:
      return { state };
  }
}
