/** What the machines of several requests share. */
import { bearer } from '../jwt.ts';
import type { Settings } from '../settings.ts';

/** RFC 9110 §15.5.2: every 401 says how to authenticate. */
export const CHALLENGE = 'Bearer realm="sim"';

/** RFC 6750 §3: only of a token that came can it be said that it is invalid. */
export const challengeTo = (authorization: string | undefined): string =>
  bearer(authorization) === null ? CHALLENGE : `${CHALLENGE}, error="invalid_token"`;

/** Where a step that takes no time leads on at once, and one that takes some after it. */
export const leadsTo = <T extends string>({ stepMs }: Settings, target: T) =>
  stepMs > 0 ? { after: { step: target } } : { always: target };

/** A delay only where it may end. */
export const within = <Name extends string, T>(
  ms: number,
  name: Name,
  to: T,
): { [name in Name]?: T } => (Number.isFinite(ms) ? ({ [name]: to } as { [name in Name]: T }) : {});

/** Each of these acts is taken in a state of its own: what a menu offers is what a machine names. */
export const actsOf = <Act extends string, Target extends string>(
  acts: readonly Act[],
  target: Target,
): Record<Act, { target: Target; actions: 'take' }> =>
  Object.fromEntries(acts.map((act) => [act, { target, actions: 'take' }])) as Record<
    Act,
    { target: Target; actions: 'take' }
  >;
