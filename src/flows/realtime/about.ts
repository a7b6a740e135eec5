import type { FlowAbout } from '../../flow/flow.ts';

export const about = {
  id: 'realtime',
  title: 'Real time',
  summary:
    'Polling, server-sent events and WebSocket: how news reaches a client, and what becomes of it when the connection is lost.',
} as const satisfies FlowAbout;
