/** The real network did not do what the simulation did. */

/** Far longer than a round trip (6 ms), and no longer than a person waits for a page that stands still. */
const PATIENCE_MS = 4_000;

/** It names the exchange. */
export class WireFailure extends Error {
  readonly exchange: string;

  constructor(exchange: string, what: string) {
    super(what);
    this.exchange = exchange;
  }
}

/** Rejects with a WireFailure when the promise takes too long. `what` says what did not happen. */
export async function patiently<T>(name: string, promise: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    const failure = new WireFailure(name, `${what} within ${PATIENCE_MS / 1000} s`);
    timer = setTimeout(() => reject(failure), PATIENCE_MS);
  });
  try {
    return await Promise.race([promise, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
