/** What stands between a class and its servers: a load balancer, or the bad network of one phone. */
import { connect, createServer, type Socket } from 'node:net';
import { later } from './fixture.ts';
import { freePort } from './process-fixture.ts';

export interface Balancer {
  readonly port: number;
  /** The servers' side of each line ends; the other side hears nothing of it, as a phone in its sleep. */
  readonly sleep: () => void;
}

/** Lines go to the servers in turn, and past those that are not there. */
export async function balance(ports: readonly number[]): Promise<Balancer> {
  let turn = 0;
  const upstream = new Set<Socket>();
  const all = new Set<Socket>();
  const server = createServer((line) => {
    all.add(line);
    line.on('error', () => {});
    line.on('close', () => all.delete(line));
    line.pause();
    forward(line, ports.length);
  });

  function forward(line: Socket, triesLeft: number): void {
    const target = connect(ports[turn++ % ports.length] ?? 0, '127.0.0.1');
    let isThere = false;
    let isAsleep = false;
    target.once('connect', () => {
      isThere = true;
      upstream.add(target);
      line.pipe(target);
      target.pipe(line, { end: false });
      line.once('close', () => target.destroy());
    });
    target.on('asleep', () => {
      isAsleep = true;
    });
    target.on('error', () => {});
    target.once('close', () => {
      upstream.delete(target);
      if (!isThere && triesLeft > 1) forward(line, triesLeft - 1);
      else if (!isAsleep) line.destroy();
    });
  }

  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  later(() => {
    server.close();
    for (const line of all) line.destroy();
  });
  return {
    port,
    sleep: () => {
      for (const target of upstream) {
        target.emit('asleep');
        target.destroy();
      }
    },
  };
}
