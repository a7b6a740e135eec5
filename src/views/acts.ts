/** What a user's act is called. A call from outside is called by its request. */
import type { Flow } from '../flow/flow.ts';
import { STRANGER } from '../kernel/stranger.ts';
import type { Act, Message } from '../kernel/system.ts';
import { type Scene, titleOf } from './scene.ts';
import { words } from './words.ts';

type Done = Pick<Act, 'node' | 'event'>;

/** `Shopper A: read`; `You: GET cart:1`. */
export function actTitle(scene: Scene, act: Done): string {
  const request = requestFromOutside(scene.flow, act);
  if (request !== undefined) return `You: ${request}`;
  return `${titleOf(scene, act.node)}: ${words(act.event.type)}`;
}

/** `GET cart:1`; `undefined` for an act of the flow's own users. */
export function requestFromOutside(flow: Flow, { node, event }: Done): string | undefined {
  if (node !== STRANGER) return undefined;
  const message = event['message'] as Message;
  return flow.messages[message.type]?.label(message) ?? message.type;
}
