/** The boxes: users left, then the API, then what keeps files and rows. */
import type { ClientSpec, FlowNode } from '../../flow/flow.ts';
import type { CrowdLook } from '../../flow/look.ts';
import { spread } from '../../flow/topology.ts';
import type { Loose } from '../../kernel/json.ts';
import { apiHolds, databaseHolds, pageHolds, storageHolds } from './holds.ts';
import { onDisk } from './machines/api/tus.ts';
import { durable, EMPTY } from './machines/storage/state.ts';
import type { Settings } from './settings.ts';

const crowdLook: CrowdLook = {
  member: 'browser',
  machine: 'upload',
  groups: [
    {
      title: 'sending',
      tone: 'quiet',
      states: ['uploading', 'uploadingDirect', 'signing', 'waitingForTurn'],
    },
    {
      title: 'asking',
      tone: 'warn',
      states: [
        'selectingFile',
        'presigning',
        'creating',
        'recordingMetadata',
        'awaitingEvent',
        'looking',
      ],
    },
    {
      title: 'pausing',
      tone: 'bad',
      states: ['pausing', 'pausingToRecord', 'waitingForLine', 'creatingAgain', 'askingOffset'],
    },
  ],
  left: { title: 'ended', tone: 'good' },
  attempts: { fact: 'interrupted', title: 'interrupted' },
};

export const clientNode = (
  s: Settings,
  { id, title, crowd = false }: ClientSpec,
  index: number,
  count: number,
): FlowNode => ({
  id,
  machine: 'page',
  input: { user: id, picked: [], tunnel: 'ahead' },
  // The person still knows which files they were; the page, what it has written down.
  durable: ({ user, picked, tunnel }) => ({ user, picked, tunnel }),
  client: true,
  title,
  icon: crowd ? 'crowd' : 'client',
  role: crowd ? 'many browsers' : 'browser',
  column: 0,
  row: spread(index, count),
  ...(crowd ? { crowd: crowdLook } : { holds: pageHolds(s) }),
});

export const apiNode = (s: Settings): FlowNode => ({
  id: 'api',
  machine: 'api',
  input: { tus: [] },
  durable: (context) => onDisk(context as never) as unknown as Loose,
  ...(s.variant === 'tus' ? { faults: ['corrupt'] } : {}),
  title: 'API',
  icon: 'api',
  role: 'app instance',
  column: 1,
  row: 0,
  holds: apiHolds(s),
});

export const storageNode = (s: Settings): FlowNode => ({
  id: 'storage',
  machine: 'storage',
  input: EMPTY as unknown as Loose,
  durable: (context) => durable(context as never) as unknown as Loose,
  ...(s.variant === 'multipart' ? { faults: ['failComplete'] } : {}),
  title: 'Storage',
  icon: 'storage',
  role: 'bucket',
  column: 2,
  row: 1,
  holds: storageHolds,
});

export const databaseNode: FlowNode = {
  id: 'db',
  machine: 'database',
  input: { rows: [] },
  durable: ({ rows }) => ({ rows }),
  title: 'Database',
  icon: 'database',
  role: 'table of files',
  column: 2,
  row: 0,
  holds: databaseHolds,
};

export const sweeperNode: FlowNode = {
  id: 'sweeper',
  machine: 'sweeper',
  input: {},
  title: 'Sweeper',
  icon: 'clock',
  role: 'cron',
  column: 3,
  row: 0.5,
};
