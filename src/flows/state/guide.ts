/** The field guide: four kinds of state, and when a page may act as if it had been told already. */
import type { Guide } from '../../flow/guide.ts';

export const guide: Guide = {
  title: 'State synchronization',
  say: 'What a page knows, where that lives, and when it and the server agree.',
  groups: [
    {
      title: 'Client state and server state',
      entries: [
        {
          id: 'state.preferences',
          title: 'User preferences',
          what: 'They live in local storage, so that the page looks right at once, and are synced at login and load. Two devices may each have changed another one meanwhile.',
          use: 'Keep a copy on the device and one at the server, and merge them key by key: the last word on each key wins. Taking either whole loses what the other has.',
          run: { variant: 'prefs', workload: 'prefs-login', fixes: { prefsPolicy: 'perKey' } },
          called: 'Merged key by key',
          claim: [
            { guarantee: 'S9', is: 'holds' },
            { fact: 'prefsSynced', compare: 'ge', value: 4 },
          ],
          others: [
            { called: 'The server wins', fixes: { prefsPolicy: 'serverWins' } },
            { called: 'The device wins', fixes: { prefsPolicy: 'localWins' } },
          ],
          measures: ['prefs-written'],
        },
        {
          id: 'state.ephemeral',
          title: 'Ephemeral UI state',
          what: 'Half a sentence in a field, an open menu, a selected tab: it lives in the component, is never synced, and is gone with a reload.',
          use: 'For what nobody would miss. If people would, it is no ephemeral state: keep it as a draft.',
          run: { variant: 'kinds', workload: 'four-kinds' },
          called: 'In the component',
          lookAtUs: 8_000_000,
          claim: [
            { fact: 'typed', compare: 'eq', value: 1 },
            { fact: 'reloading', compare: 'eq', value: 1 },
            { node: 'component', row: 'half a thoug…', shows: null },
          ],
          others: [{ called: 'As a comment, in the outbox', workload: 'offline-comment' }],
          measures: ['waiting', 'errors'],
        },
        {
          id: 'state.application-data',
          title: 'Application data',
          what: 'It lives at the server; the page holds a copy, fetched from the API. Between two looks the copy is old, and nothing on the page says so.',
          use: 'For what others change too. How old it may be is a choice: look more often, look again when the page gets the focus, or be told.',
          run: { variant: 'optimistic', workload: 'todo-list' },
          called: 'A look every 3 s',
          claim: [{ metric: 'staleness-most', compare: 'gt', value: 3_000 }],
          others: [{ called: 'A look every second', params: { pollMs: 1_000 } }],
          measures: ['staleness-most', 'saved-mean'],
        },
        {
          id: 'state.offline-edits',
          title: 'Offline edits',
          what: 'They live in an outbox in IndexedDB, survive a reload, and are sent when the network is back, in their order.',
          use: 'When people work where the network does not. Say “saved here” and not “saved”, ask for persistent storage, and decide what happens when somebody else changed the same.',
          run: { variant: 'offline', workload: 'plane-mode' },
          called: 'Room in the outbox',
          lookAtUs: 3_500_000,
          claim: [
            { fact: 'savedOffline', compare: 'eq', value: 2 },
            { fact: 'stored', compare: 'eq', value: 2 },
            { fact: 'applied', compare: 'eq', value: 3 },
            { metric: 'waiting', compare: 'eq', value: 0 },
          ],
          others: [{ called: 'No room: kept in memory only', params: { quotaOps: 0 } }],
          measures: ['waiting', 'saved-mean', 'conflicts'],
        },
      ],
    },
    {
      title: 'Optimistic updates',
      entries: [
        {
          id: 'state.optimistic-update',
          title: 'Update, send, continue or revert',
          what: 'The page shows the change at once, as if it had succeeded, and sends it. On success it goes on; on an error it shows what was there before, and says why.',
          use: 'Where a wait would be felt. The revert is the hard part: another change may have been made meanwhile, and must stay.',
          run: { variant: 'optimistic', workload: 'quick-edits' },
          called: 'Optimistic',
          claim: [
            { metric: 'feedback-mean', compare: 'eq', value: 0 },
            { metric: 'reverts', compare: 'ge', value: 1 },
            { fact: 'told', compare: 'ge', value: 1 },
          ],
          others: [{ called: 'After the answer', fixes: { optimism: 'off' } }],
          measures: ['feedback-mean', 'saved-mean', 'reverts', 'wrong-mean'],
        },
        {
          id: 'state.when-optimistic',
          title: 'When to use it',
          what: 'Two people do the same work. One sees each change at once and loses time only when it is refused; the other waits for every answer. Here so many changes are refused, and undoing one takes so long, that the optimist loses more.',
          use: 'With a high likelihood of success, where quick feedback matters, and where the change is easy to reverse. Turn any of the three far enough, and waiting is better.',
          run: { variant: 'optimistic', workload: 'two-minds' },
          called: 'Often refused, hard to undo',
          lookAtUs: 30_000_000,
          claim: [
            { metric: 'lost-optimist', compare: 'gt', value: 350 },
            { metric: 'lost-pessimist', compare: 'lt', value: 350 },
          ],
          others: [
            { called: 'Seldom refused', params: { failurePercent: 2 } },
            { called: 'Easy to undo', params: { undoMs: 200 } },
            { called: 'Slow answers', params: { rttMs: 2_000 } },
          ],
          measures: ['lost-optimist', 'lost-pessimist', 'refused-share'],
        },
      ],
    },
  ],
};
