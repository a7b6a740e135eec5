/** What an event weighs on its connection, framing and all. */
import type { Settings } from '../settings.ts';

/** `id: 1/17`, `data: `, and the empty line after it. */
const SSE_FRAMING = 16;

export function eventBytes({ variant, payloadBytes }: Settings): number {
  switch (variant) {
    case 'websocket':
      return payloadBytes + webSocketHeader(payloadBytes);
    case 'sse':
      return payloadBytes + SSE_FRAMING;
    case 'polling':
    case 'long-polling':
    case 'contention':
      return payloadBytes;
  }
}

/** RFC 6455 §5.2, from the server: the length takes more room from 126 bytes and from 64 KiB on. */
function webSocketHeader(payload: number): number {
  if (payload < 126) return 2;
  return payload < 65_536 ? 4 : 10;
}
