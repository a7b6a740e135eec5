/** §4: preferences. */
import type { TruthRow } from '../../../flow/truth.ts';
import { broken, holds, rowOf } from './rows.ts';

const row = rowOf('prefs');

const LOST = ['drop'];
const TWO = { workload: 'prefs-two-devices' };
const SAME = { workload: 'prefs-same-key' };

export const preferences: readonly TruthRow[] = [
  ...row('prefs serverWins', 'prefs-offline', { prefsPolicy: 'serverWins' }, broken('S9', 0, [])),
  ...row(
    'prefs localWins',
    'prefs-offline',
    { prefsPolicy: 'localWins' },
    holds('S9', 1, LOST),
    broken('S9', 0, [], TWO),
  ),
  ...row(
    'prefs, one version for all',
    'prefs-offline',
    { prefsPolicy: 'version' },
    holds('S9', 1, LOST),
    broken('S9', 0, [], TWO),
  ),
  ...row(
    'prefs per key',
    'prefs-offline',
    { prefsPolicy: 'perKey' },
    holds('S9', 1, LOST),
    holds('S9', 1, LOST, TWO),
    // A page that cannot read its storage has what was chosen in its memory.
    holds('S9', 1, ['stop:local'], TWO),
    // What was chosen first is told last.
    broken('S9', 0, [], SAME),
  ),
];
