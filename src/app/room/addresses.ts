/**
 * The addresses of a room. A secret stands in the fragment, which no server sees.
 *
 *     present#code=K7M3PQ&secret=…       the instructor; without a code: a room for the tabs of this browser
 *     clicker#code=K7M3PQ&secret=…       their phone
 *     project?code=K7M3PQ                the projector
 *     join?code=K7M3PQ                   everybody else
 */
import { codeFrom } from '../../room/ids.ts';

export interface HostKey {
  readonly code: string;
  readonly secret: string;
}

/** `null` where the fragment names no room. */
export function hostKeyFrom(fragment: string): HostKey | null {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  const code = codeFrom(fields.get('code') ?? '');
  const secret = fields.get('secret');
  return code === null || secret === null ? null : { code, secret };
}

export const codeOfQuery = (search: string): string | null =>
  codeFrom(new URLSearchParams(search).get('code') ?? '');

/** `here`: any address of the app. */
export const joinAddress = (code: string, here: string): string =>
  new URL(`join?code=${code}`, here).href;
export const projectAddress = (code: string, here: string): string =>
  new URL(`project?code=${code}`, here).href;
export const clickerAddress = ({ code, secret }: HostKey, here: string): string =>
  new URL(`clicker#code=${code}&secret=${secret}`, here).href;
