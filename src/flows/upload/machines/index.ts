/** Every machine of the family, with what the kernel must know of it. */
import type { MachineSpec } from '../../../kernel/system.ts';
import type { Settings } from '../settings.ts';
import { apiClock, apiMachine } from './api/api.ts';
import { askDeadlines, askMachine } from './api/ask.ts';
import { completeDeadlines, completeMachine } from './api/complete.ts';
import { finalizeDeadlines, finalizeMachine } from './api/finalize.ts';
import { presignDeadlines, presignMachine } from './api/presign.ts';
import { receiveDeadlines, receiveMachine } from './api/receive.ts';
import { directUploadMachine } from './browser/direct-upload.ts';
import { multipartDeadlines, multipartUploadMachine } from './browser/multipart-upload.ts';
import { pageMachine } from './browser/page.ts';
import { putDeadlines, putUploadMachine } from './browser/put-upload.ts';
import {
  transferChance,
  transferClock,
  transferDeadlines,
  transferMachine,
} from './browser/transfer.ts';
import { tusUploadMachine } from './browser/tus-upload.ts';
import { databaseDeadlines, databaseMachine } from './database.ts';
import { storageClock, storageDeadlines, storageMachine } from './storage/storage.ts';
import { sweepDeadlines, sweepMachine } from './sweep.ts';
import { sweeperMachine } from './sweeper.ts';

export const machinesOf = (s: Settings): Record<string, MachineSpec> => ({
  page: { machine: pageMachine(s) },
  upload: uploadMachine(s),
  transfer: {
    machine: transferMachine(s),
    deadlines: transferDeadlines,
    clock: s.tunnel ? transferClock : [],
    chance: s.dropHazardPerMiB > 0 ? transferChance : [],
  },
  api: { machine: apiMachine(s), clock: apiClock },
  presign: { machine: presignMachine(s), deadlines: presignDeadlines },
  complete: { machine: completeMachine(s), deadlines: completeDeadlines },
  finalize: { machine: finalizeMachine(s), deadlines: finalizeDeadlines },
  ask: { machine: askMachine(s), deadlines: askDeadlines },
  receive: { machine: receiveMachine(s), deadlines: receiveDeadlines },
  storage: { machine: storageMachine(s), deadlines: storageDeadlines, clock: storageClock },
  database: { machine: databaseMachine(s), deadlines: databaseDeadlines },
  sweeper: { machine: sweeperMachine() },
  sweep: { machine: sweepMachine(s), deadlines: sweepDeadlines },
});

function uploadMachine(s: Settings): MachineSpec {
  switch (s.variant) {
    case 'presigned-put':
    case 'presigned-post':
      return { machine: putUploadMachine(s), deadlines: putDeadlines };
    case 'multipart':
      return { machine: multipartUploadMachine(s), deadlines: multipartDeadlines };
    case 'tus':
      return { machine: tusUploadMachine(s), deadlines: putDeadlines };
    case 'direct-buffered':
    case 'direct-streaming':
      return { machine: directUploadMachine(s) };
  }
}
