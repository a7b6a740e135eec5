/** How the machine of a client is let in, and gets its line. */
import { fromCallback, fromPromise } from 'xstate';
import { readable } from '../authorise.ts';
import { clientIdOf } from '../ids.ts';
import type { Joined } from '../protocol.ts';
import { type Context, packetOf, presenceOf } from './context.ts';
import type { RoomEvent } from './event.ts';
import type { Line } from './transport.ts';

export const askIn = fromPromise<Joined, Context>(({ input }) => {
  const { transport, code, role, secret, saved } = input;
  return transport.join({
    code,
    role,
    ...(secret === null ? {} : { secret }),
    ...(saved.pass === null ? {} : { pass: saved.pass }),
  });
});

/** Opens a line, passes on what comes, and closes it when nobody wants it any more. */
export const line = fromCallback<RoomEvent, Context>(({ input, sendBack }) => {
  const { transport, code, role, pid, saved } = input;
  let isOver = false;
  let line: Line | undefined;
  const tell = (event: RoomEvent): void => {
    if (!isOver) sendBack(event);
  };
  transport
    .open({
      clientId: clientIdOf(code, pid ?? ''),
      pass: saved.pass ?? '',
      will: role === 'participant' ? packetOf(input, 'pres', presenceOf(input, false)) : null,
      topics: readable({ code, role }),
      onMessage: (topic, text) => tell({ type: 'HEARD', topic, text }),
      onClose: () => tell({ type: 'CLOSED' }),
    })
    .then(
      (opened) => {
        line = opened;
        if (isOver) opened.close();
        tell({ type: 'OPENED', line: opened });
      },
      () => tell({ type: 'CLOSED' }),
    );
  return () => {
    isOver = true;
    line?.close();
  };
});
