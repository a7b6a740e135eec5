/** Every machine of the family, with what the kernel must know of it. */
import type { MachineSpec } from '../../../kernel/system.ts';
import type { Settings } from '../settings.ts';
import { apiChance, apiClock, apiMachine, requestMachine } from './api.ts';
import { appClock, appMachine } from './app.ts';
import { databaseMachine } from './database.ts';
import { outboxMachine } from './outbox.ts';
import { personClock, personMachine } from './person.ts';
import { preferencesDeadlines, preferencesMachine } from './preferences.ts';
import { refreshDeadlines, refreshMachine } from './refresh.ts';
import { componentMachine, localMachine } from './stores.ts';
import { updateDeadlines, updateMachine } from './update.ts';

export const machinesOf = (s: Settings): Record<string, MachineSpec> => ({
  app: { machine: appMachine(s), clock: appClock(s) },
  update: { machine: updateMachine(s), deadlines: updateDeadlines },
  refresh: { machine: refreshMachine(s), deadlines: refreshDeadlines },
  preferences: { machine: preferencesMachine(s), deadlines: preferencesDeadlines },
  person: { machine: personMachine(s), clock: personClock },
  outbox: { machine: outboxMachine(s) },
  local: { machine: localMachine },
  component: { machine: componentMachine },
  api: { machine: apiMachine(s), chance: apiChance(s), clock: apiClock(s) },
  request: { machine: requestMachine },
  database: { machine: databaseMachine(s) },
});
