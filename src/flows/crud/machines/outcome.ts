/** What a reply means to whoever asked. */

export type Outcome =
  | 'shown'
  | 'saved'
  /** It will be done, or not. */
  | 'accepted'
  | 'refused'
  | 'conflict'
  | 'failed'
  | 'unknown'
  /** It is no longer there: what a removal wanted. */
  | 'gone';

/** `noAnswer`: nobody can tell from it whether it was done. */
export function outcomeOf({ type }: { readonly type: string }): Outcome | 'noAnswer' {
  switch (type) {
    case 'page':
    case 'item':
    case 'notModified':
      return 'shown';
    case 'created':
    case 'updated':
    case 'removed':
    case 'sold':
      return 'saved';
    case 'accepted':
      return 'accepted';
    case 'titleTaken':
    case 'soldOut':
    case 'mismatch':
      return 'conflict';
    case 'serverError':
    case 'rawError':
      return 'failed';
    case 'keyInFlight':
    case 'unavailable':
    case 'gatewayTimeout':
    case 'refused':
      return 'noAnswer';
    default:
      return 'refused';
  }
}

/** The statuses of the replies that say no. */
const STATUSES: Readonly<Record<string, number>> = {
  badRequest: 400,
  notFound: 404,
  titleTaken: 409,
  soldOut: 409,
  mismatch: 412,
  keyReused: 422,
  matchRequired: 428,
  serverError: 500,
  rawError: 500,
};
export const statusOf = (type: string): number => STATUSES[type] ?? 200;
