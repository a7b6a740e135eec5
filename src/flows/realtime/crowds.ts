/** How a crowd is drawn: which states its members are counted by, and what of theirs is an attempt. */
import type { FlowNode } from '../../flow/flow.ts';
import type { CrowdLook } from '../../flow/look.ts';
import { clientHolds } from './holds.ts';
import type { WriterContext } from './machines/contention/writer.ts';
import type { Variant } from './settings.ts';

const client = {
  member: 'client',
  machine: 'client',
  holds: clientHolds as NonNullable<FlowNode['holds']>,
} as const;

const subscribers: CrowdLook = {
  ...client,
  groups: [
    { title: 'live', tone: 'good', states: ['open.live'] },
    { title: 'catching up', tone: 'warn', states: ['open'] },
    { title: 'connecting', tone: 'warn', states: ['connecting', 'loading'] },
    { title: 'waiting', tone: 'quiet', states: ['waiting', 'closed', 'idle'] },
    { title: 'given up', tone: 'bad', states: ['stopped', 'failed'] },
  ],
  attempts: { fact: 'attempt', title: 'attempts to connect' },
};

const pollers: CrowdLook = {
  ...client,
  groups: [
    { title: 'asking', tone: 'warn', states: ['asking'] },
    { title: 'resting', tone: 'good', states: ['resting', 'ticking'] },
    { title: 'idle', tone: 'quiet', states: ['idle'] },
  ],
  attempts: { fact: 'asked', title: 'polls' },
};

export const clientCrowd = (variant: Variant): CrowdLook =>
  variant === 'websocket' || variant === 'sse' ? subscribers : pollers;

export const writerCrowd: CrowdLook = {
  member: 'writer',
  machine: 'writer',
  groups: [
    { title: 'reading', tone: 'warn', states: ['starting', 'settingOut', 'reading'] },
    { title: 'writing', tone: 'warn', states: ['handingIn', 'writing'] },
    { title: 'backing off', tone: 'quiet', states: ['backingOff'] },
  ],
  left: { title: 'done', tone: 'good' },
  attempts: { fact: 'tried', title: 'write calls' },
  holds: ((context: WriterContext) => [
    { label: 'version', value: `v${context.version}` },
    { label: 'came too late', value: `${context.failures}×` },
  ]) as NonNullable<FlowNode['holds']>,
};
