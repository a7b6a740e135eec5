/** The only real time in playback: frames that move the playhead, and turns that long work gives way in. */

/** Milliseconds of real time, from some instant on. */
export const realNowMs = (): number => performance.now();

/** Resolves in a later task, so that input and painting come first. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** A longer frame is not caught up on: the page was hidden or busy. */
const FRAME_MAX_S = 0.1;

/** Calls `advance` with the real seconds since the last frame, at every frame. Returns what stops it. */
export function everyFrame(advance: (realS: number) => void): () => void {
  let lastMs: number | undefined;
  let handle = requestAnimationFrame(frame);
  function frame(nowMs: number): void {
    if (lastMs !== undefined) {
      advance(Math.max(0, Math.min(FRAME_MAX_S, (nowMs - lastMs) / 1000)));
    }
    lastMs = nowMs;
    handle = requestAnimationFrame(frame);
  }
  return () => cancelAnimationFrame(handle);
}

/** Calls `act` once, `delayMs` after the first of a series of calls; `flush`: now, if it is due at all. */
export function afterwards(
  act: () => void,
  delayMs: number,
): { readonly call: () => void; readonly flush: () => void } {
  let handle: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    if (handle === undefined) return;
    clearTimeout(handle);
    handle = undefined;
    act();
  };
  return {
    call: () => {
      handle ??= setTimeout(flush, delayMs);
    },
    flush,
  };
}
