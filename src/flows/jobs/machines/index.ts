/** Every machine of the family, with what the kernel must know of it. */
import type { MachineSpec } from '../../../kernel/system.ts';
import type { Settings } from '../settings.ts';
import { apiClock, apiMachine } from './api.ts';
import { brokerClock, brokerDeadlines, brokerMachine } from './broker/broker.ts';
import { customerClock, customerDeadlines, customerMachine } from './customer.ts';
import { databaseDeadlines, databaseMachine } from './database.ts';
import { doNowDeadlines, doNowMachine } from './do-now.ts';
import { producerChance, producerMachine } from './producer.ts';
import { relayDeadlines, relayMachine } from './relay.ts';
import { runChance, runDeadlines, runMachine } from './run.ts';
import { schedulerClock, schedulerMachine } from './scheduler.ts';
import { serviceMachine } from './service.ts';
import { submitDeadlines, submitMachine } from './submit.ts';
import { workerMachine } from './worker.ts';

export function machinesOf(s: Settings): Record<string, MachineSpec> {
  const random = s.serviceTime === 'exp';
  const fails = s.failurePercent + s.ambiguousPercent > 0;
  return {
    customer: {
      machine: customerMachine(s),
      deadlines: customerDeadlines,
      clock: customerClock,
    },
    producer: { machine: producerMachine(s), chance: producerChance },
    api: { machine: apiMachine(s), clock: s.etaClock === 'api' ? apiClock : [] },
    'do-now': {
      machine: doNowMachine(s),
      deadlines: doNowDeadlines,
      chance: random ? ['COMMITTED'] : [],
    },
    submit: { machine: submitMachine(s), deadlines: submitDeadlines },
    relay: { machine: relayMachine(s), deadlines: relayDeadlines },
    database: { machine: databaseMachine(s), deadlines: databaseDeadlines },
    broker: {
      machine: brokerMachine(s),
      deadlines: brokerDeadlines,
      clock: brokerClock,
      chance: random ? ['ENQUEUE', 'PUBLISH'] : [],
    },
    worker: {
      machine: workerMachine(s),
      deadlines: ['pollTimeout'],
      clock: s.timerAt === 'worker' ? ['JOB'] : [],
    },
    run: {
      machine: runMachine(s),
      deadlines: runDeadlines,
      chance: s.backoff === 'expo+jitter' ? runChance : [],
    },
    service: {
      machine: serviceMachine(s),
      deadlines: ['keyExpires'],
      chance: fails ? ['CALL'] : [],
    },
    scheduler: { machine: schedulerMachine(s), clock: schedulerClock },
  };
}
