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
    { text: 'function connect(attempt = 0) {', states: ['loading'] },
    { text: '  ws = new WebSocket(url);', states: ['connecting'] },
    { text: '', states: [] },
    { text: '  ws.onclose = () => {', states: ['open'] },
    {
      text: '    const delay = delays[Math.min(attempt, delays.length - 1)];',
      states: ['closed'],
    },
    { text: '    setTimeout(() => connect(attempt + 1), delay);', states: ['waiting'] },
    { text: '  };', states: [] },
    { text: '}', states: [] },
  ],
};

const eventSource: Listing = {
  title: 'EventSource, as the browser runs it',
  machine: 'client',
  lines: [
    { text: 'source = new EventSource(url)', states: ['connecting'] },
    { text: 'source.onmessage = apply', states: ['open'] },
    { text: 'connection lost: wait for retry', states: ['closed', 'waiting'] },
    { text: 'not 200: closed, for good', states: ['failed'] },
  ],
};

const poll: Listing = {
  title: 'poll()',
  machine: 'client',
  lines: [
    {
      text: 'answer = await fetch(url)',
      states: ['asking'],
      when: { timerMode: ['chained'] },
    },
    { text: 'show(answer)', states: [], when: { timerMode: ['chained'] } },
    {
      text: 'setTimeout(poll, interval)',
      states: ['resting'],
      when: { timerMode: ['chained'] },
    },
    {
      text: 'setInterval(() => fetch(url).then(show), interval)',
      states: ['ticking'],
      when: { timerMode: ['fixed'] },
    },
  ],
};

const longPoll: Listing = {
  title: 'poll()',
  machine: 'client',
  lines: [
    { text: 'answer = await fetch(url), which the server keeps', states: ['asking'] },
    { text: 'show(answer); poll()', states: [] },
    { text: 'on failure: try again after a while', states: ['resting'] },
  ],
};

const contend: Listing = {
  title: 'write()',
  machine: 'writer',
  lines: [
    { text: 'version = read()', states: ['settingOut', 'reading'] },
    { text: 'write(value, if still version)', states: ['handingIn', 'writing'] },
    { text: 'if too late: sleep(backoff), then again', states: ['backingOff'] },
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
    listings: [eventSource],
  },
  'long-polling': {
    title: 'Long polling',
    explain: 'A request that the server answers when there is something new.',
    listings: [longPoll],
  },
  polling: {
    title: 'Polling',
    explain: 'The client asks every few seconds.',
    listings: [poll],
  },
  contention: {
    title: 'Contention',
    explain: 'Writers of one row who come too late, and how long they wait before they try again.',
    listings: [contend],
  },
} as const satisfies Record<Variant, VariantSpec>;
