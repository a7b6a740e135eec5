/** Passes: what a server signs, and every server with the same key can check. Nothing is stored. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import type { Who } from '../authorise.ts';
import { isCode, isPid } from '../ids.ts';
import { parsed, ROLES } from '../protocol.ts';

const whoSchema = z.strictObject({
  code: z.string().check(z.refine(isCode)),
  pid: z.string().check(z.refine(isPid)),
  role: z.enum(ROLES),
  expiresAtMs: z.int(),
});

export interface Signer {
  readonly sign: (who: Who) => string;
  /** `null` for what this key did not sign. Whether it has expired is asked by `authorise`. */
  readonly read: (pass: string) => Who | null;
  /** The instructor's secret of a room: it follows from the key, so that it needs no keeping. */
  readonly secretOf: (code: string) => string;
  readonly isSecretOf: (code: string, secret: string) => boolean;
}

export function signerOf(key: string): Signer {
  // A name for each use, so that none can be taken for another.
  const mac = (use: string, text: string) =>
    createHmac('sha256', key).update(`${use}\n${text}`).digest('base64url');
  const secretOf = (code: string) => mac('instructor', code);
  return {
    sign: ({ code, pid, role, expiresAtMs }) => {
      const body = Buffer.from(JSON.stringify({ code, pid, role, expiresAtMs })).toString(
        'base64url',
      );
      return `${body}.${mac('pass', body)}`;
    },
    read: (pass) => {
      const [body, signature, ...rest] = pass.split('.');
      if (body === undefined || signature === undefined || rest.length > 0) return null;
      if (!isSame(signature, mac('pass', body))) return null;
      return parsed(whoSchema, Buffer.from(body, 'base64url').toString());
    },
    secretOf,
    isSecretOf: (code, secret) => isSame(secret, secretOf(code)),
  };
}

/** In a time that tells nothing about where they differ. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
