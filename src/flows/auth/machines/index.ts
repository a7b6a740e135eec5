/** Every machine of the family, with what the kernel must know of it. */
import type { MachineSpec } from '../../../kernel/system.ts';
import type { Settings } from '../settings.ts';
import { accountMachine } from './account.ts';
import { attackerChance, attackerClock, attackerDeadlines, attackerMachine } from './attacker.ts';
import { cacheClock, cacheMachine } from './cache.ts';
import { databaseChance, databaseClock, databaseDeadlines, databaseMachine } from './database.ts';
import { fetchDeadlines, fetchMachine } from './fetch.ts';
import { jarMachine } from './jar.ts';
import { loginClock, loginMachine } from './login.ts';
import { mailMachine } from './mail.ts';
import { refreshClock, refreshMachine } from './refresh.ts';
import { renewalDeadlines, renewalMachine } from './renewal.ts';
import { requestMachine } from './request.ts';
import { apiClock, apiMachine, authChance, authClock, authMachine } from './servers.ts';
import { signOutMachine } from './sign-out.ts';
import { tabDeadlines, tabMachine } from './tab.ts';

export const machinesOf = (s: Settings): Record<string, MachineSpec> => ({
  tab: { machine: tabMachine(s), deadlines: tabDeadlines },
  fetch: { machine: fetchMachine(s), deadlines: fetchDeadlines },
  renewal: { machine: renewalMachine(s), deadlines: renewalDeadlines },
  jar: { machine: jarMachine },
  attacker: {
    machine: attackerMachine(s),
    deadlines: attackerDeadlines,
    chance: attackerChance,
    clock: attackerClock,
  },
  auth: { machine: authMachine(s), clock: authClock, chance: authChance },
  login: { machine: loginMachine(s), clock: loginClock },
  refresh: { machine: refreshMachine(s), clock: refreshClock },
  'sign-out': { machine: signOutMachine(s) },
  account: { machine: accountMachine(s) },
  api: { machine: apiMachine, clock: apiClock },
  request: { machine: requestMachine(s) },
  cache: { machine: cacheMachine(s), clock: cacheClock },
  database: {
    machine: databaseMachine(s),
    deadlines: databaseDeadlines,
    clock: databaseClock,
    chance: databaseChance,
  },
  mail: { machine: mailMachine },
});
