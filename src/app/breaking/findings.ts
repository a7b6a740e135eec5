/** What the search came to, in words. */
import type { Flow } from '../../flow/flow.ts';
import type { Finding } from '../../panels/breaking/Findings.tsx';
import type { RemedyRow } from '../../panels/breaking/Remedies.tsx';
import { together } from '../../verify/decision.ts';
import type { Quest } from './hunt.ts';
import { isOpen, survives, type Trial, type TrialsState } from './trials.ts';

/** Nothing more can come of it: decided, or spared by a cheaper witness. */
export const isDecided = ({ at, ended, why }: Quest): boolean =>
  at === 'spared' ||
  why !== undefined ||
  (at === 'ended' && ended?.decision != null && ended.decision.verdict !== 'unfinished');

/** One for each guarantee, of all its workloads together. */
export function findingsOf(flow: Flow, quests: readonly Quest[]): Finding[] {
  const ids = [...new Set(quests.map(({ asked }) => asked.guarantee))];
  return ids.map((id) => {
    const own = quests.filter(({ asked }) => asked.guarantee === id);
    const answers = own.flatMap(({ asked, ended }) =>
      ended?.decision == null
        ? []
        : [{ workload: asked.workloads.join(', '), decision: ended.decision }],
    );
    const isWhole = own.every(({ at, ended }) => at === 'spared' || ended?.decision != null);
    const together_ = answers.length === 0 ? null : together(answers);
    // As long as a workload is open, only a witness is news.
    const decision = isWhole || together_?.witness != null ? together_ : null;
    const guarantee = flow.guarantees.find((each) => each.id === id);
    return {
      guarantee: id,
      title: guarantee?.title ?? id,
      code: guarantee?.ref ?? '',
      decision,
      told: own.find(({ ended }) => ended?.decision?.witness === decision?.witness)?.ended?.told,
      searching: own.some(({ at }) => at === 'searching' || at === 'waiting'),
      why: own.find(({ why }) => why !== undefined)?.why,
    };
  });
}

export function remedyRow(trial: Trial): RemedyRow {
  const { title, at, ended, why } = trial;
  const verdict = verdictOf(trial);
  return { title, verdict, say: why ?? sayOf(at, ended), searching: at === 'searching' };
}

function verdictOf({ at, ended }: Trial): RemedyRow['verdict'] {
  if (at !== 'ended' || ended === null) return null;
  if (ended.decision !== null) return ended.decision.verdict;
  return ended.harmless === undefined ? null : 'broken';
}

function sayOf(at: Trial['at'], ended: Trial['ended']): string {
  if (at === 'waiting') return 'Not tried yet.';
  if (at === 'searching' || ended === null) return 'Searching …';
  if (ended.harmless === undefined) return 'The witness does not fit this choice: not tried.';
  if (!ended.harmless) return 'The very same witness still breaks it.';
  const { decision, brokenBy } = ended;
  if (brokenBy !== undefined) {
    return 'This witness is harmless, but another that was found already still breaks it.';
  }
  switch (decision?.verdict) {
    case 'holds':
      return `This witness is harmless, and the whole search finds no other: ${decision.coverage}.`;
    case 'broken':
      return `This witness is harmless, but the search finds another: ${decision.coverage}.`;
    case 'unfinished':
    case undefined:
      return `This witness is harmless; the search did not come to its end: ${decision?.coverage ?? ''}.`;
  }
}

/** Never says more than was tried. */
export function remedySummary({ singles, pairs, done, stopped }: TrialsState): string {
  const names = (trials: readonly Trial[]): string =>
    trials
      .filter(survives)
      .map(({ title }) => title)
      .join('; ');
  const harmless = singles.filter(({ ended }) => ended?.harmless === true).length;
  if (singles.some(survives)) {
    const more = singles.some(isOpen) ? ' So far.' : '';
    return `Enough by itself: ${names(singles)}.${more}`;
  }
  if (pairs.some(survives)) {
    const open = singles.some(isOpen)
      ? 'No single fix was shown to be enough'
      : 'No single fix is enough';
    const more = pairs.some(isOpen) ? ' So far.' : '';
    return `${open}; only together: ${names(pairs)}.${more}`;
  }
  if (singles.some(({ at }) => at !== 'ended')) {
    return stopped
      ? 'Stopped before every fix was tried. “Now with a fix” goes on.'
      : 'Trying each fix by itself …';
  }
  const made = `${harmless} of ${singles.length} choices make this witness harmless; `;
  const alone = singles.some(isOpen)
    ? 'none was shown to survive the whole search.'
    : 'none survives the whole search by itself.';
  if (!done) {
    const tried = pairs.filter(({ at }) => at === 'ended').length;
    const what = stopped ? 'Stopped' : 'Trying two together';
    return `${made}${alone} ${what}: ${tried} of ${pairs.length} pairs tried.`;
  }
  return pairs.some(isOpen)
    ? `${made}${alone} No pair was shown to survive either; some were not decided.`
    : `${made}${alone} No pair of fixes does either.`;
}
