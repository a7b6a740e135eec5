/** What a reply means to whoever asked. */

export type Outcome =
  | 'shown'
  | 'saved'
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
    case 'accepted':
      return 'saved';
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
