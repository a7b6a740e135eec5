/** The ways of getting news to a client, with the code of the seed as it is shown. */
import type { Listing, VariantSpec } from '../../flow/flow.ts';
import type { Variant } from './settings.ts';

/** The seed's listing, line by line. */
const reconnect: Listing = {
  title: 'Exponential backoff reconnection',
  machine: 'client',
  lines: [
    { text: '// Exponential backoff reconnection', states: [] },
    { text: 'const delays = [1000, 2000, 5000, 10000, 30000];', states: [] },
    { text: '', states: [] },
    { text: 'function connect(attempt = 0) {', states: ['socket.loading'] },
    { text: '  ws = new WebSocket(url);', states: ['socket.connecting'] },
    { text: '', states: [] },
    { text: '  ws.onclose = () => {', states: ['socket.open'] },
    {
      text: '    const delay = delays[Math.min(attempt, delays.length - 1)];',
      states: ['socket.closed'],
    },
    { text: '    setTimeout(() => connect(attempt + 1), delay);', states: ['socket.waiting'] },
    { text: '  };', states: [] },
    { text: '}', states: [] },
  ],
};

export const variants = {
  websocket: {
    title: 'WebSocket',
    explain: 'One connection, both ways. Whatever happens to it is for the page to handle.',
    listings: [reconnect],
  },
  sse: {
    title: 'Server-sent events',
    explain: 'One response that never ends. The browser opens it again when it is lost.',
    listings: [],
  },
  'long-polling': {
    title: 'Long polling',
    explain: 'A request that the server answers when there is something new.',
    listings: [],
  },
  polling: {
    title: 'Polling',
    explain: 'The client asks every few seconds.',
    listings: [],
  },
  contention: {
    title: 'Contention',
    explain: 'Writers of one row who come too late, and how long they wait before they try again.',
    listings: [],
  },
} as const satisfies Record<Variant, VariantSpec>;
