/** §1: versions, conflicts, and the two sales. */
import type { TruthRow } from '../../../flow/truth.ts';
import { broken, holds, row } from './rows.ts';

const LOST = ['drop:updated'];
const SLOW = { delays: 1 };
const ETAG = { etag: 'atomic' };
const RETRY = { ...ETAG, retry: 'on' };
const ONE = { workload: 'one-edit' };

export const edits: readonly TruthRow[] = [
  ...row('etag off', 'two-edits', {}, broken('C3', 0, []), holds('C4', 0, [])),
  ...row('etag checkThenWrite', 'two-edits', { etag: 'checkThenWrite' }, broken('C3', 0, [])),
  ...row('etag atomic', 'two-edits', ETAG, holds(['C3', 'C4'], 0, []), holds('C3', 1, LOST)),
  ...row('etag atomic, If-Match mandatory (428)', 'edit-and-script', ETAG, holds('C3', 0, [])),
  ...row(
    'etag atomic, an unconditional PUT',
    'edit-and-script',
    { ...ETAG, requireIfMatch: 'off' },
    broken('C3', 0, []),
  ),
  ...row(
    'etag atomic + retry',
    'two-edits',
    RETRY,
    broken('C4', 1, LOST, ONE),
    broken('C4', 0, [], { ...ONE, ...SLOW }),
    holds('C3', 1, LOST),
  ),
  ...row(
    'same + alreadyApplied200',
    'two-edits',
    { ...RETRY, alreadyApplied200: 'on' },
    holds(['C3', 'C4'], 1, LOST),
    holds('C4', 0, [], { ...ONE, ...SLOW }),
  ),
  ...row(
    'same + idem key checked before If-Match',
    'two-edits',
    { ...RETRY, idem: 'atomic' },
    holds(['C3', 'C4'], 1, LOST),
    holds('C4', 0, [], { ...ONE, ...SLOW }),
  ),
  ...row(
    'same + idem key checked after If-Match',
    'one-edit',
    { ...RETRY, idem: 'atomic', keyOrder: 'matchFirst' },
    broken('C4', 1, LOST),
  ),
  ...row(
    'etag checkThenWrite + retry, no key',
    'one-edit',
    { etag: 'checkThenWrite', retry: 'on' },
    broken('C4', 1, LOST),
  ),
  ...row(
    'same + alreadyApplied200',
    'one-edit',
    { etag: 'checkThenWrite', retry: 'on', alreadyApplied200: 'on' },
    holds('C4', 1, LOST),
    holds('C4', 0, [], SLOW),
  ),
  ...row(
    'etag atomic + retry + idem nonAtomic: a late attempt has saved no key yet',
    'one-edit',
    { ...RETRY, idem: 'nonAtomic' },
    holds('C4', 1, LOST),
    broken('C4', 0, [], SLOW),
  ),
  ...row(
    'same + alreadyApplied200',
    'one-edit',
    { ...RETRY, idem: 'nonAtomic', alreadyApplied200: 'on' },
    holds('C4', 0, [], SLOW),
  ),
  ...row(
    'etag checkThenWrite + retry + idem key checked after If-Match',
    'one-edit',
    { etag: 'checkThenWrite', retry: 'on', idem: 'atomic', keyOrder: 'matchFirst' },
    broken('C4', 1, LOST),
  ),
  ...row(
    'etag checkThenWrite + retry + idem key checked first',
    'one-edit',
    { etag: 'checkThenWrite', retry: 'on', idem: 'atomic' },
    holds('C4', 1, LOST),
  ),
  ...row(
    'etag off + retry + idem: a key is no version',
    'two-edits',
    { retry: 'on', idem: 'atomic' },
    broken('C3', 0, []),
  ),
  ...row('check-then-write stock', 'two-sales', {}, broken('C6', 0, [])),
  ...row('conditional UPDATE stock>0', 'two-sales', { sale: 'conditional' }, holds('C6', 0, [])),
  ...row(
    'serviceLayer off: a sale is two statements, and no transaction',
    'sale-after-sale',
    { serviceLayer: 'off' },
    holds(['C2', 'C6'], 0, []),
    broken(['C2', 'C6'], 1, ['fail:TX']),
  ),
  ...row(
    'serviceLayer on: a sale is one transaction',
    'sale-after-sale',
    {},
    holds(['C2', 'C6'], 1, ['fail:TX']),
  ),
  ...row(
    'conditional UPDATE, serviceLayer off',
    'two-sales',
    { sale: 'conditional', serviceLayer: 'off' },
    holds('C6', 1, ['crash:api']),
  ),
  ...row(
    'a sale + retry: a key sells once, where there are units enough to sell twice',
    'sale-after-sale',
    { sale: 'conditional', retry: 'on' },
    broken('C1', 1, ['drop:sold'], { params: { stock: 3 } }),
  ),
  ...row(
    'a sale + retry + uniqueIndex: the index knows titles, not sales',
    'sale-after-sale',
    { sale: 'conditional', retry: 'on', uniqueIndex: 'on' },
    broken('C1', 1, ['drop:sold'], { params: { stock: 3 } }),
  ),
  ...row(
    'a sale + retry + key',
    'sale-after-sale',
    { sale: 'conditional', retry: 'on', idem: 'atomic' },
    holds(['C1', 'C2', 'C4'], 1, ['drop:sold'], { params: { stock: 3 } }),
  ),
  ...row(
    'conditional UPDATE + retry, no key',
    'sale-after-sale',
    { sale: 'conditional', retry: 'on' },
    holds('C6', 1, ['drop:sold']),
    broken('C4', 1, ['drop:sold']),
  ),
];
