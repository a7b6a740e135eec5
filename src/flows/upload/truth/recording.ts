/** The order of recording, who finalises, and the sweeper (U1, U2, U3). */
import { broken, holds, setup } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { config, GONE } from './rows.ts';

const put = setup('presigned-put', 'one-file');

/** What may befall an upload on its way. */
const LOSSES = ['stop:ada', 'drop:postComplete', 'drop:uploadStatus', 'drop:CHUNK'];
const CRASHES = ['crash:ada', 'crash:api', 'crash:storage', 'crash:db', 'crash:sweeper'];
const RECOMMENDED = { order: 'pendingFirst', finalize: 'event', sweeper: 'on' } as const;
/** The API and storage lie apart, and events are said again. */
const APART = { backRttMs: 4, backTimeoutMs: 5_000, eventRetryMs: 5_000 } as const;

export const recording: readonly TruthRow[] = [
  ...config(
    'uploadFirst, no sweeper',
    put(),
    holds('U1', 1, LOSSES),
    broken('U2', 1, GONE), // PUT 200, tab closed.
    broken('U2', 1, ['crash:ada']), // PUT 200, page loaded anew: a second upload.
  ),
  ...config(
    'uploadFirst + sweeper (age > longest gap)',
    put({ sweeper: 'on' }),
    holds(['U1', 'U2', 'U3'], 1, LOSSES),
  ),
  ...config(
    'uploadFirst + sweeper, age too short: PUT, the sweeper deletes, record READY',
    put({ sweeper: 'on' }),
    broken('U1', 0, [], { delays: 1 }),
  ),
  ...config(
    'readyFirst: READY is visible before the PUT',
    put({ order: 'readyFirst' }),
    broken('U1', 0, []),
  ),
  ...config(
    'readyFirst: with the PUT failing, for good',
    put({ order: 'readyFirst' }),
    broken('U1r', 1, GONE),
  ),
  ...config(
    'readyFirst + sweeper: it only shortens it',
    put({ order: 'readyFirst', sweeper: 'on' }),
    broken('U1', 0, []),
    holds('U1r', 1, GONE),
  ),
  ...config(
    'pendingFirst, client finalize, no sweeper',
    put({ order: 'pendingFirst' }),
    holds('U1', 1, LOSSES),
    broken('U2', 1, GONE), // PUT 200, then gone.
    broken('U3', 1, GONE), // The PUT fails, and is given up.
  ),
  ...config(
    'uploadFirst + event: the event writes the row (not in the table)',
    put({ finalize: 'event' }),
    holds(['U1', 'U2', 'U3', 'U10'], 1, ['stop:ada', 'drop:CHUNK', 'drop:stored']),
  ),
  ...config(
    'pendingFirst + event, no sweeper (not in the table)',
    put({ order: 'pendingFirst', finalize: 'event' }),
    holds('U2', 1, GONE),
    broken('U3', 1, GONE), // Gone before the PUT.
  ),
  ...config(
    'pendingFirst + event + sweeper',
    put(RECOMMENDED),
    holds(['U1', 'U2', 'U3'], 2, ['stop:ada', 'drop:CHUNK', 'drop:stored']),
    holds(['U1', 'U2', 'U3'], 1, CRASHES),
  ),
  ...config(
    'pendingFirst + event + sweeper: an event is lost',
    put(RECOMMENDED, APART),
    holds(['U1', 'U2', 'U3'], 2, ['stop:ada', 'drop:objectCreated', 'drop:TAKEN']),
  ),
  ...config(
    'pendingFirst + sweeper, age too short: the row goes, the file comes, and is swept (not in the table)',
    put({ order: 'pendingFirst', sweeper: 'on' }),
    holds('U1', 0, [], { delays: 1 }),
    broken('U10+', 0, [], { delays: 1 }),
  ),
];
