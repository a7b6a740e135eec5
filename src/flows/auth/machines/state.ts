/** What the database of this family keeps: users, refresh tokens in families, links of mails. */
import type { LinkKind, UserRow } from '../protocol.ts';

/** SIMPLIFIED: a refresh token has a short name; real ones are 256 random bits, of which a hash is kept. */
export interface TokenRow {
  readonly id: string;
  readonly family: string;
  readonly parent: string;
  readonly used: boolean;
  /** A used one may still come, for a while. */
  readonly grace: boolean;
}

export interface FamilyRow {
  readonly id: string;
  readonly sid: string;
  readonly email: string;
  readonly key: string;
  readonly revoked: boolean;
  /** It was made before the address was proved. */
  readonly unverified: boolean;
  readonly createdUs: number;
  readonly lastUs: number;
}

export interface LinkRow {
  readonly id: string;
  readonly kind: LinkKind;
  readonly email: string;
  readonly issuedUs: number;
  readonly used: boolean;
}

export interface DatabaseContext {
  readonly users: readonly UserRow[];
  readonly tokens: readonly TokenRow[];
  readonly families: readonly FamilyRow[];
  /** Single tokens that were signed out. */
  readonly dead: readonly string[];
  readonly ended: readonly string[];
  readonly links: readonly LinkRow[];
  readonly nextToken: number;
  readonly nextSession: number;
  readonly nextLink: number;
}

export const EMPTY: DatabaseContext = {
  users: [],
  tokens: [],
  families: [],
  dead: [],
  ended: [],
  links: [],
  nextToken: 0,
  nextSession: 1,
  nextLink: 1,
};

/** So many rows are kept of each sort; older ones are cleaned away. */
export const ROWS_KEPT = 40;

export const bounded = <T>(rows: readonly T[]): readonly T[] => rows.slice(-ROWS_KEPT);
