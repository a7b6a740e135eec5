/** Every machine of the family, with what the kernel must know of it. */
import type { MachineSpec } from '../../../kernel/system.ts';
import type { Settings } from '../settings.ts';
import { apiMachine } from './api.ts';
import { buyDeadlines, buyMachine } from './buy.ts';
import { crowdMachine } from './crowd.ts';
import { databaseMachine } from './database.ts';
import { handlerDeadlines, handlerMachine } from './handler.ts';
import { httpClientChance, httpClientDeadlines, httpClientMachine } from './http-client.ts';
import { logMachine } from './log.ts';
import { pageMachine } from './page.ts';
import { paymentDeadlines, paymentMachine } from './payment.ts';
import { serveDeadlines, serveMachine } from './serve.ts';
import { serviceMachine } from './service.ts';
import { workerDeadlines, workerMachine } from './worker.ts';

export const machinesOf = (s: Settings): Record<string, MachineSpec> => ({
  page: { machine: pageMachine(s) },
  crowd: { machine: crowdMachine(s) },
  'http-client': {
    machine: httpClientMachine(s),
    deadlines: httpClientDeadlines,
    chance: s.jitter === 'on' && s.retry !== 'none' ? httpClientChance : [],
  },
  api: { machine: apiMachine(s) },
  handler: { machine: handlerMachine(s), deadlines: handlerDeadlines },
  service: { machine: serviceMachine(s) },
  serve: { machine: serveMachine(s), deadlines: serveDeadlines },
  buy: { machine: buyMachine(s), deadlines: buyDeadlines },
  database: { machine: databaseMachine(s) },
  payment: {
    machine: paymentMachine(s),
    deadlines: paymentDeadlines,
    chance: s.failureRatePercent > 0 ? ['CHARGE'] : [],
  },
  log: { machine: logMachine() },
  worker: { machine: workerMachine(s), deadlines: workerDeadlines },
});
