/** One sentence for each kind of fact. */
import type { FactSaid } from '../../flow/flow.ts';

const seconds = (us: number): string =>
  us < 1_000_000 ? `${Math.round(us / 1_000)} ms` : `${Number((us / 1_000_000).toFixed(2))} s`;

export const facts: Readonly<Record<string, (fact: FactSaid) => string>> = {
  // The user.
  asked: ({ node, job, delayMs }) =>
    delayMs === 0
      ? `${node} wants ${job} done.`
      : `${node} wants ${job} done in ${seconds(delayMs * 1_000)}.`,
  answered: ({ node, job, outcome, tookUs }) =>
    outcome === 'done'
      ? `${node} sees ${job} done, after ${seconds(tookUs)}.`
      : outcome === 'accepted'
        ? `${node} sees ${job} accepted, after ${seconds(tookUs)}.`
        : `${node} sees an error for ${job}, after ${seconds(tookUs)}.`,
  accepted: ({ node, job }) => `${node} promises ${job}.`,
  committed: ({ node, job }) => `${node} has the order ${job}.`,
  // The queue.
  enqueued: ({ node, job, to }) =>
    to === 'ready' ? `${node} has ${job}, ready.` : `${node} has ${job}, scheduled for later.`,
  deduplicated: ({ node, key }) => `${node} has taken ${key} before, and takes it no second time.`,
  becameReady: ({ job, why }) =>
    why === 'retry' ? `${job} is ready again.` : `The time of ${job} has come: it is ready.`,
  movedUp: ({ job, priority }) => `${job} has waited long: it moves up to class ${priority}.`,
  delivered: ({ node, job, to, attempts, receipt }) =>
    `${node} hands ${job} to ${to}: attempt ${attempts}, receipt ${receipt}.`,
  done: ({ node, job }) => `${node} forgets ${job}: it is done.`,
  ackIgnored: ({ node, job, receipt }) =>
    `${node} ignores the acknowledgement of ${job} with receipt ${receipt}: it is an old one.`,
  leaseExpired: ({ node, job, receipt }) =>
    `The visibility timeout of ${job}, receipt ${receipt}, is over: ${node} takes its worker for dead.`,
  requeued: ({ node, job }) => `${node} has ${job} ready again.`,
  retryLater: ({ node, job, delayMs }) =>
    `${node} keeps ${job} for another attempt in ${seconds(delayMs * 1_000)}.`,
  deadLettered: ({ node, job }) =>
    `${node} puts ${job} into the dead-letter queue: no attempts are left.`,
  discarded: ({ node, job }) => `${node} throws ${job} away: no attempts are left.`,
  redriven: ({ node, job }) => `${node} takes ${job} out of the dead-letter queue.`,
  poisoned: ({ job }) => `From now on every attempt at ${job} fails.`,
  // Work.
  started: ({ node, job, receipt }) => `${node} begins to work on ${job}, receipt ${receipt}.`,
  ended: ({ node, job, outcome }) => `${node} is through with ${job}: ${outcome}.`,
  called: ({ node, job }) => `${node} calls the effect service for ${job}.`,
  callRefused: ({ node, why }) =>
    why === 'breaker'
      ? `The breaker of ${node} is open: no call.`
      : `The retry budget of ${node} is used up: no call.`,
  breakerOpened: ({ node }) => `${node} opens its breaker.`,
  breakerClosed: ({ node }) => `${node} closes its breaker.`,
  effect: ({ node, job, receipt, repeatable }) =>
    repeatable
      ? `${node} has the result of ${job}.`
      : `${node} does what ${job} asks for (receipt ${receipt}): this cannot be undone.`,
  effectKnown: ({ node, job }) => `${node} has done ${job} before: it does nothing.`,
  oldToken: ({ node, job, receipt }) =>
    `${node} refuses ${job} with receipt ${receipt}: a later delivery was here before.`,
  // Recurring jobs.
  ticked: ({ node, tick }) => `${node}: tick ${tick} is due.`,
  skipped: ({ tick }) => `Tick ${tick} is skipped: an earlier run is not done.`,
  replaced: ({ job, tick }) => `${job} (tick ${tick}) is cancelled: a newer tick takes its place.`,
  ledBy: ({ holder }) => `${holder} leads now.`,
};
