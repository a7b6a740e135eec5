/** The machines of one choice, and what the kernel must know of them: deadlines, chance, clocks. */
import type { AnyStateMachine } from 'xstate';
import type { ClientSpec } from '../../../flow/flow.ts';
import type { MachineSpec } from '../../../kernel/system.ts';
import { PUTS } from '../protocol.ts';
import { hasCdc, hasReplica, hasWal, type Settings } from '../settings.ts';
import { apiMachine } from './api.ts';
import { cacheMachine } from './cache.ts';
import { cacheAsideWriteMachine } from './cache-aside-write.ts';
import { cdcMachine } from './cdc.ts';
import { crowdChance, crowdClock, crowdMachine } from './crowd.ts';
import { databaseMachine } from './database.ts';
import { flushMachine } from './flush.ts';
import { readMachine } from './read.ts';
import { replicaMachine } from './replica.ts';
import { shopperClock, shopperMachine } from './shopper.ts';
import { visitorClock, visitorMachine } from './visitor.ts';
import { walMachine } from './wal.ts';
import { writeBackMachine } from './write-back.ts';
import { writeBackCacheMachine } from './write-back-cache.ts';
import { writeThroughMachine } from './write-through.ts';

export function machinesOf(
  s: Settings,
  clients: readonly ClientSpec[],
): Record<string, MachineSpec> {
  const appDeadlines = ['getTimeout', 'cacheTimeout', 'deleteTimeout', 'dbTimeout'];
  const xfetch = { chance: ['HIT'], clock: ['HIT', 'MISS', 'mayLoad', 'ROW'] };
  return {
    shopper: { machine: shopperMachine(s), deadlines: ['patience'], clock: shopperClock },
    ...(clients.some(({ crowd }) => crowd === true)
      ? {
          crowd: { machine: crowdMachine(s), chance: crowdChance, clock: crowdClock },
          visitor: { machine: visitorMachine(s), deadlines: ['patience'], clock: visitorClock },
        }
      : {}),
    api: { machine: apiMachine(s) },
    read: {
      machine: readMachine(s),
      deadlines: appDeadlines,
      ...(s.xfetch === 'on' ? xfetch : {}),
    },
    write: { machine: writeMachine(s), deadlines: appDeadlines },
    cache: cacheSpec(s),
    database: { machine: databaseMachine(s), deadlines: ['lockTimeout'] },
    ...(s.variant === 'write-back'
      ? { flush: { machine: flushMachine(s), deadlines: ['flushTimeout'] } }
      : {}),
    ...(hasWal(s) ? { wal: { machine: walMachine(s) } } : {}),
    ...(hasReplica(s) ? { replica: { machine: replicaMachine() } } : {}),
    ...(hasCdc(s) ? { cdc: { machine: cdcMachine(s), deadlines: ['deleteTimeout'] } } : {}),
  };
}

function writeMachine(s: Settings): AnyStateMachine {
  switch (s.variant) {
    case 'cache-aside':
      return cacheAsideWriteMachine(s);
    case 'write-through':
      return writeThroughMachine(s);
    case 'write-back':
      return writeBackMachine(s);
  }
}

/** It draws chance and reads a clock only where a fix or a parameter asks for it. */
function cacheSpec(s: Settings): MachineSpec {
  const isWriteBack = s.variant === 'write-back';
  const drawsChance = s.ttlJitterPercent > 0 || s.eviction === 'random';
  return {
    machine: isWriteBack ? writeBackCacheMachine(s) : cacheMachine(s),
    deadlines: ['ttl', 'leaseTimeout', 'askTimeout'],
    chance: [
      ...(drawsChance ? PUTS : []),
      ...(isWriteBack && s.eviction === 'random' ? ['flushed'] : []),
    ],
    clock: [
      ...(isWriteBack || s.xfetch === 'on' ? PUTS : []),
      ...(isWriteBack ? ['flushed'] : []),
      ...(s.xfetch === 'on' ? ['GET'] : []),
    ],
  };
}
