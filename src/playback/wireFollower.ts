/** Which session of the wire goes with what playback shows, and how far each waits for the other. */
import type { StoreApi } from 'zustand/vanilla';
import type { EntryId } from '../kernel/entry.ts';
import type { Micros } from '../kernel/time.ts';
import type { Trace } from '../kernel/trace.ts';
import type { Way, Wire } from '../wire/open.ts';
import type { Session, SessionEnd } from '../wire/session.ts';
import { WHY_NOT, WIRE_REASONS, type WireStatus } from '../wire/status.ts';
import { afterwards, realNowMs } from './clock.ts';
import { SpeedMeter } from './speedMeter.ts';
import type { Playback } from './state.ts';
import type { PlaybackStore } from './store.ts';

/** The wire works this far ahead of the playhead, in real seconds: more than the longest frame. */
const LEAD_S = 0.12;
/** A jump over more entries than this is no step: what lies between is not carried. */
const STEPS = 64;
const REPORT_MS = 250;
/** Play waits this long at most for a session to start, so that its first requests are carried too. */
const START_MS = 500;

interface Following {
  readonly session: Session;
  readonly trace: Trace;
  /** The last entry that was shown. */
  shown: EntryId;
  /** The entry that the session was told to go to. */
  wanted: EntryId;
}

/** Returns what ends it. */
export function followPlayback(
  store: PlaybackStore,
  wire: Wire,
  status: StoreApi<WireStatus>,
): () => void {
  let following: Following | undefined;
  let starting = false;
  let ended = false;
  /** Where the playhead waits for a session that starts. */
  let holdUs: Micros | null = null;
  /** Why there is no session for this trace until play is pressed again. */
  let failure: { readonly trace: Trace; readonly reason: string } | undefined;
  /** How the clients of the trace that is shown talk: found once. */
  let ways: { readonly trace: Trace; readonly are: ReadonlySet<Way> } | undefined;
  const meter = new SpeedMeter();
  const report = afterwards(() => {
    if (!ended) status.setState(statusNow());
  }, REPORT_MS);

  function statusNow(): Omit<WireStatus, 'wanted'> {
    const state = store.getState();
    const carried = {
      requestCount: wire.requestCount(),
      frameCount: wire.frameCount(),
      frames: wire.frames(),
      carried: wire.carried,
    };
    const why = whyNot(state);
    const real = state.player === 'playing' && following !== undefined ? meter.speed() : null;
    const effectiveSpeed = real !== null && real < state.speed ? real : null;
    return why === undefined
      ? { ...carried, mode: wire.mode, reason: WIRE_REASONS[wire.mode], effectiveSpeed }
      : { ...carried, mode: 'in-process', reason: why, effectiveSpeed: null };
  }

  function whyNot({ scene }: Playback): string | undefined {
    if (!status.getState().wanted) return WHY_NOT.unwanted;
    if (failure?.trace === scene.trace) return failure.reason;
    const drawn = scene.compiled.choice.workload.clients.filter(({ crowd }) => crowd !== true);
    if (drawn.length === 0) return WHY_NOT.crowd;
    if (ways?.trace !== scene.trace) {
      const clients = new Set(drawn.map(({ id }) => id));
      ways = { trace: scene.trace, are: wire.waysOf(scene.flow, clients, scene.trace) };
    }
    const { are } = ways;
    if (are.size === 0) return WHY_NOT.nothing;
    return wire.mode === 'in-page' && !are.has('request') ? WHY_NOT.streams : undefined;
  }

  function update(): void {
    if (ended) return;
    const state = store.getState();
    if (following !== undefined && hasLeft(following, state)) drop();
    if (state.player !== 'playing' && failure !== undefined) failure = undefined;
    const why = whyNot(state);
    if (why !== undefined) drop();
    else if (state.player === 'playing' && following === undefined && !state.working) {
      void begin();
    }
    guide(state);
    if (!state.working) {
      const { scene, run, playhead, player } = state;
      const { flow, trace } = scene;
      const playing = player === 'playing';
      wire.foreign.follow({ flow, run, trace, index: playhead.index, playing });
    }
    report.call();
  }

  /** Another trace, a step back, or a jump: the session is of the past. */
  function hasLeft({ trace, shown, wanted }: Following, { scene, playhead }: Playback): boolean {
    if (trace !== scene.trace || playhead.index < shown) return true;
    return playhead.index > wanted + STEPS;
  }

  async function begin(): Promise<void> {
    if (starting) return;
    starting = true;
    holdUs = store.getState().playhead.atUs;
    const timer = setTimeout(letGo, START_MS);
    setLimit();
    const why = await wire.renew().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    starting = false;
    if (ended) return;
    const state = store.getState();
    const { flow, run, trace } = state.scene;
    if (why !== undefined) failure = { trace, reason: `The wire did not start. ${why}` };
    else if (state.player === 'playing' && !state.working && whyNot(state) === undefined) {
      const from = state.playhead.index;
      const callbacks = { onAdvance: setLimit, onEnd };
      const session = wire.session({ flow, run, trace, from, ...callbacks });
      following = { session, trace, shown: from, wanted: from };
      meter.reset();
    }
    if (following === undefined) {
      clearTimeout(timer);
      letGo();
    }
    update();
  }

  function letGo(): void {
    holdUs = null;
    setLimit();
  }

  function guide(state: Playback): void {
    if (following === undefined) return;
    const { playhead, pace, player, speed, scene } = state;
    const watchS = pace.toWatch(playhead.atUs);
    let wanted = playhead.index;
    if (player === 'playing') {
      const held = state.limitUs !== null && playhead.atUs >= state.limitUs - 1;
      meter.add({ atMs: realNowMs(), watchS, held });
      wanted = Math.max(wanted, scene.trace.indexAt(pace.toVirtual(watchS + LEAD_S * speed)));
    }
    following.shown = playhead.index;
    following.wanted = Math.max(following.wanted, wanted);
    following.session.follow(wanted, playhead.index);
    setLimit();
  }

  /** The playhead waits before the first entry that has not been made over the wire. */
  function setLimit(): void {
    const { limitUs, setLimit: set } = store.getState();
    const limit = following?.session.limit ?? Number.POSITIVE_INFINITY;
    if (Number.isFinite(limit)) holdUs = null;
    const next = following?.trace.entries[limit + 1];
    const atUs = next === undefined ? holdUs : next.atUs - 1;
    if (atUs !== limitUs) set(atUs);
    report.call();
  }

  function onEnd(end: SessionEnd): void {
    const { trace } = store.getState().scene;
    following = undefined;
    setLimit();
    if (end.why === 'failed') {
      const reason = `${end.exchange} ${end.what}. Play goes on without the wire, until it is started again.`;
      failure = { trace, reason };
    }
    update();
  }

  function drop(): void {
    following?.session.stop();
    following = undefined;
    if (!starting) holdUs = null;
    setLimit();
  }

  const unsubscribe = store.subscribe(update);
  const unsubscribeStatus = status.subscribe(({ wanted }, before) => {
    if (wanted !== before.wanted) update();
  });
  update();
  report.flush();
  return () => {
    ended = true;
    unsubscribe();
    unsubscribeStatus();
    drop();
  };
}
