/** The design choices of the family. The first value of each is the default. */
import type { FixSpec } from '../../flow/flow.ts';

const EDITING = ['optimistic', 'offline', 'kinds'];
const STORING = ['offline', 'kinds'];

export const fixes = {
  optimism: {
    title: 'Optimistic update',
    explain: 'The page shows a change at once, before the server has answered.',
    values: ['on', 'off'],
    variants: EDITING,
  },
  revert: {
    title: 'Revert on error',
    explain: 'What a page does with a change that the server has refused.',
    values: ['snapshot', 'none', 'layered', 'orderedLayer'],
    valuesExplained: {
      snapshot: 'It puts back what it showed before the change.',
      none: 'It goes on showing it.',
      layered:
        'It shows what the server has, with the open changes on top; the refused one leaves.',
      orderedLayer: 'Also, a change stays on top until all earlier ones are settled.',
    },
    variants: EDITING,
    when: { optimism: ['on'] },
  },
  send: {
    title: 'Sending',
    explain: 'Whether a change waits until the one before it is settled.',
    values: ['parallel', 'serial'],
    variants: EDITING,
  },
  seqGuard: {
    title: 'Sequence guard',
    explain:
      'Changes bear a number; the server ignores those older than what it has from the device.',
    values: ['off', 'on', 'perField'],
    valuesExplained: {
      off: 'Whatever arrives last counts.',
      on: 'One number for each todo.',
      perField: 'One for each field: a late change of another field is none that is older.',
    },
    variants: EDITING,
  },
  refetch: {
    title: 'Refetch',
    explain: 'When the last open change is settled, the page asks what the server has.',
    values: ['none', 'lastSettled'],
    variants: EDITING,
  },
  versionGuard: {
    title: 'Version guard',
    explain: 'The page drops answers that are older than what it knows.',
    values: ['off', 'on'],
    variants: EDITING,
  },
  conditionalGet: {
    title: 'Ask with If-None-Match',
    explain: 'A page asks for a todo unless it is still the version that it has.',
    values: ['on', 'off'],
    variants: EDITING,
  },
  cancelOnMutate: {
    title: 'Cancel on change',
    explain: 'A change gives up the questions that are under way.',
    values: ['off', 'on'],
    variants: EDITING,
  },
  conflict: {
    title: 'Conflicts',
    explain: 'What happens when another device has changed the todo since the person saw it.',
    values: ['lww', 'lwwField', 'lwwClock', 'version', 'merge'],
    valuesExplained: {
      lww: 'The last write wins, with the whole todo.',
      lwwField: 'The last write wins, with the field that was changed.',
      lwwClock: 'The write with the latest time wins, by the clocks of the devices.',
      version: 'The server refuses it, and the page asks the person.',
      merge: 'The page puts both together, and asks only if both changed the same field.',
    },
    variants: EDITING,
  },
  idem: {
    title: 'Idempotency key',
    explain: 'By which the server knows a repeated change again.',
    values: ['off', 'perAttempt', 'on'],
    valuesExplained: {
      off: 'None.',
      perAttempt: 'A new one for each attempt: as good as none.',
      on: 'One for each change, kept with it before it is sent.',
    },
    variants: EDITING,
  },
  keyOrder: {
    title: 'Key or version first',
    explain: 'Of a change with both: which the server looks at first.',
    values: ['keyFirst', 'matchFirst'],
    variants: EDITING,
    when: { idem: ['on'], conflict: ['version', 'merge'] },
  },
  durableAck: {
    title: 'Say “saved” when it is',
    explain: 'The page calls a change saved when the transaction of the outbox is complete.',
    values: ['off', 'on'],
    variants: STORING,
  },
  persist: {
    title: 'Persistent storage',
    explain:
      'The browser was asked not to evict what the page has stored: navigator.storage.persist().',
    values: ['off', 'on'],
    variants: STORING,
  },
  park: {
    title: 'Park what is refused',
    explain: 'A change that the server will never take is put aside, with a message.',
    values: ['off', 'on'],
    valuesExplained: {
      off: 'It is tried again and again, and what comes after it waits.',
      on: 'The next one goes on.',
    },
    variants: STORING,
  },
  tabLock: {
    title: 'Lock among tabs',
    explain: 'Only the tab that has the lock sends what is in the outbox: navigator.locks.',
    values: ['off', 'on'],
    variants: STORING,
  },
  errors: {
    title: 'Errors',
    explain: 'Whether the page says that a change has failed.',
    values: ['shown', 'swallowed'],
    variants: EDITING,
  },
  prefsPolicy: {
    title: 'Preferences',
    explain: 'Which count when a device and the server differ.',
    values: ['serverWins', 'localWins', 'version', 'perKey'],
    valuesExplained: {
      serverWins: 'Those of the server.',
      localWins: 'Those of the device.',
      version: 'Those of the device, if the server’s have not changed since; else the server’s.',
      perKey: 'Those of the device which were changed there; the others are the server’s.',
    },
    variants: ['prefs', 'kinds'],
  },
} as const satisfies Readonly<Record<string, FixSpec>>;
