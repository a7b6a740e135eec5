/** An object is there, or there no more; and whoever is told of it. */
import { change, start, stop, tell } from '../../../../flow/turn.ts';
import { fact, send } from '../../../../kernel/system.ts';
import { hasEvents, type Settings } from '../../settings.ts';
import { metaOf, objectAt, type StorageTurn, type StoredObject } from './state.ts';

export function keep(s: Settings, turn: StorageTurn, object: StoredObject, quietly = false): void {
  const { key, sizeBytes, contentType, sha256, kind, op } = object;
  const { objects } = turn.context;
  const others = objects.filter((each) => each.key !== key);
  change(turn, { objects: [...others, object] });
  tell(turn, fact({ type: 'stored', key, sizeBytes, contentType, sha256, kind }, op));
  if (s.sweeper === 'on') {
    stop(turn, `aged:${key}`);
    start(turn, `aged:${key}`, s.sweepAgeS * 1_000, { type: 'aged', key, op });
  }
  if (quietly || !hasEvents(s)) return;
  const { untold } = turn.context;
  if (!untold.includes(key)) change(turn, { untold: [...untold, key] });
  notify(s, turn, key);
}

export function remove(turn: StorageTurn, key: string): void {
  const object = objectAt(turn.context, key);
  stop(turn, `aged:${key}`);
  if (object === undefined) return;
  change(turn, { objects: turn.context.objects.filter((each) => each !== object) });
  tell(turn, fact({ type: 'deleted', key }, object.op));
}

/** An event about an object, until the API has taken it: at least once. */
export function notify(s: Settings, turn: StorageTurn, key: string): void {
  const object = objectAt(turn.context, key);
  const { untold } = turn.context;
  if (object === undefined) {
    change(turn, { untold: untold.filter((each) => each !== key) });
    return;
  }
  const { op } = object;
  tell(turn, send('api', { type: 'objectCreated', meta: { ...metaOf(object) } }, { op }));
  stop(turn, `redeliver:${key}`);
  start(turn, `redeliver:${key}`, s.eventRetryMs, { type: 'redeliver', key, op });
}

export function toldOf(turn: StorageTurn, key: string): void {
  stop(turn, `redeliver:${key}`);
  change(turn, { untold: turn.context.untold.filter((each) => each !== key) });
}

/** So long after it was not heard it is said again. */
const AGAIN_MS = 10_000;

/** The sweeper's next round would find it. */
export function sayOld(turn: StorageTurn, key: string): void {
  const object = objectAt(turn.context, key);
  if (object === undefined) return;
  const { op } = object;
  tell(turn, send('sweeper', { type: 'OLD', key, id: '' }, { op }));
  stop(turn, `aged:${key}`);
  start(turn, `aged:${key}`, AGAIN_MS, { type: 'agedAgain', key, op });
}
