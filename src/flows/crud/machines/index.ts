/** Every machine of the family, with what the kernel must know of it. */
import type { MachineSpec } from '../../../kernel/system.ts';
import { replyTypes } from '../replies.ts';
import type { Settings } from '../settings.ts';
import { cacheDeadlines, cacheMachine } from './cache.ts';
import { crowdChance, crowdClock, crowdMachine } from './crowd.ts';
import { databaseDeadlines, databaseMachine } from './database.ts';
import { importJobMachine } from './import-job.ts';
import { layerMachine } from './layer.ts';
import { relayDeadlines, relayMachine } from './relay.ts';
import { requestMachine } from './request.ts';
import { storeDeadlines, storeMachine } from './store.ts';
import { DOINGS, userDeadlines, userMachine } from './user.ts';
import { visitorMachine } from './visitor.ts';
import { workMachine } from './work.ts';

export function machinesOf(s: Settings): Record<string, MachineSpec> {
  const replies = [...replyTypes, 'refused'];
  const patience = 'xstate.after.patience';
  const asking = [...replies, `${patience}.user.asking`];
  const visiting = [...replies, `${patience}.visitor.reading`, `${patience}.visitor.saving`];
  return {
    user: {
      machine: userMachine(s, replyTypes),
      deadlines: userDeadlines,
      clock: [...DOINGS, ...asking],
      chance: asking,
    },
    crowd: { machine: crowdMachine(s), chance: crowdChance, clock: crowdClock },
    visitor: {
      machine: visitorMachine(s, replyTypes),
      deadlines: ['patience'],
      clock: visiting,
      chance: visiting,
    },
    layer: { machine: layerMachine(s) },
    request: { machine: requestMachine(s) },
    work: { machine: workMachine(s) },
    store: { machine: storeMachine(s), deadlines: storeDeadlines },
    'import-job': { machine: importJobMachine(s) },
    cache: { machine: cacheMachine(s), deadlines: cacheDeadlines },
    db: { machine: databaseMachine(s), deadlines: databaseDeadlines },
    relay: { machine: relayMachine(s), deadlines: relayDeadlines },
  };
}
