/**
 * What an embedded diagram and the page around it say to each other by `postMessage`. Every
 * message is `{ app: 'data-flows', v: 1, type, … }`; instants are milliseconds of virtual time.
 *
 * From the embed, to the origin that its address names (`settings.ts`) and to no other:
 * - `ready` `{ flow, variant, endMs }` once, and again after each change of the run;
 * - `playhead` `{ atMs, playing }` when it starts, stops or jumps, and twice a second between;
 * - `verdicts` `{ broken: ['C1', …] }` when another guarantee is seen to break.
 *
 * To the embed, heard only from the window around it and only if that has the named origin:
 * - `play`, `pause`, `restart`;
 * - `goto` `{ atMs }`.
 */
import * as z from 'zod/mini';
import { type Micros, MS } from '../../kernel/time.ts';
import type { Playback } from '../../playback/state.ts';
import type { PlaybackStore } from '../../playback/store.ts';
import type { EmbedSettings } from './settings.ts';

const head = { app: z.literal('data-flows'), v: z.literal(1) };
const commandSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...head, type: z.enum(['play', 'pause', 'restart']) }),
  z.strictObject({ ...head, type: z.literal('goto'), atMs: z.number().check(z.minimum(0)) }),
]);
type Command = z.infer<typeof commandSchema>;

const EVERY_MS = 500;

/** Speaks and listens until the returned function is called. */
export function speakWith(
  around: Window,
  store: PlaybackStore,
  { origin, fromUs }: Pick<EmbedSettings, 'origin' | 'fromUs'>,
): () => void {
  const say = (type: string, details: object) =>
    around.postMessage({ app: 'data-flows', v: 1, type, ...details }, origin);

  const listener = ({ source, origin: theirs, data }: MessageEvent) => {
    if (source !== around || theirs !== origin) return;
    const parsed = z.safeParse(commandSchema, data);
    if (parsed.success) obey(store, parsed.data, fromUs ?? 0);
  };
  addEventListener('message', listener);

  let saidAtMs = 0;
  let broken = '';
  const tell = (now: Playback, before: Playback | null) => {
    if (now.scene !== before?.scene) {
      const { flow, run, trace } = now.scene;
      say('ready', { flow: flow.id, variant: run.variant, endMs: trace.endUs / MS });
    }
    const list = brokenSoFar(now);
    if (list.join() !== broken) say('verdicts', { broken: list });
    broken = list.join();
    const isTurn = now.playing !== before?.playing || !now.playing;
    if (now.playhead === before?.playhead && now.playing === before.playing) return;
    const nowMs = performance.now();
    if (!isTurn && nowMs - saidAtMs < EVERY_MS) return;
    saidAtMs = nowMs;
    say('playhead', { atMs: now.playhead.atUs / MS, playing: now.playing });
  };
  tell(store.getState(), null);
  const unsubscribe = store.subscribe(tell);
  return () => {
    removeEventListener('message', listener);
    unsubscribe();
  };
}

function obey(store: PlaybackStore, command: Command, fromUs: Micros): void {
  const { play, pause, seek } = store.getState();
  switch (command.type) {
    case 'play':
      play();
      return;
    case 'pause':
      pause();
      return;
    case 'restart':
      seek(fromUs);
      play();
      return;
    case 'goto':
      seek(Math.round(command.atMs * MS));
  }
}

/** The codes of the guarantees that broke up to the playhead. */
function brokenSoFar({ scene: { flow, trace }, playhead }: Playback): readonly string[] {
  const codes = trace.violations.flatMap((entry) =>
    entry.kind === 'violation' && entry.id <= playhead.index
      ? (flow.guarantees.find(({ id }) => id === entry.guarantee)?.ref ?? entry.guarantee)
      : [],
  );
  return [...new Set(codes)];
}
