/** The names of a room: the code that people type, the ids of those in it, the topics that they speak on. */

/** No 0, O, 1, I, L, U: read aloud or from a projector, they are mistaken for one another. */
const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
export const CODE_LENGTH = 6;
const PID_LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const PID_LENGTH = 12;

const CODE = new RegExp(`^[${CODE_LETTERS}]{${CODE_LENGTH}}$`);
const PID = new RegExp(`^[${PID_LETTERS}]{${PID_LENGTH}}$`);

/** `bytes(n)` is `crypto.getRandomValues` of n bytes, which plain http has too. */
type Bytes = (length: number) => Uint8Array;

export const newCode = (bytes: Bytes): string => letters(CODE_LETTERS, CODE_LENGTH, bytes);
export const newPid = (bytes: Bytes): string => letters(PID_LETTERS, PID_LENGTH, bytes);

/** What somebody typed, as a code: `k7m-3pq ` is `K7M3PQ`. `null` when it can be none. */
export function codeFrom(typed: string): string | null {
  const code = typed.replaceAll(/[\s-]/g, '').toUpperCase();
  return isCode(code) ? code : null;
}

export const isCode = (text: string): boolean => CODE.test(text);
export const isPid = (text: string): boolean => PID.test(text);

/** Letters that are equally likely: a byte past the last whole multiple is thrown away. */
function letters(alphabet: string, length: number, bytes: Bytes): string {
  const fair = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length) {
    for (const byte of bytes(length)) {
      if (byte < fair && text.length < length) text += alphabet[byte % alphabet.length];
    }
  }
  return text;
}

/** One topic for everybody. */
export const SHARED_TOPICS = ['state', 'ctl', 'poll', 'board', 'act', 'desk'] as const;
export type SharedTopic = (typeof SHARED_TOPICS)[number];
/** One topic for each person. */
export const OWN_TOPICS = ['in', 'pres'] as const;
export type OwnTopic = (typeof OWN_TOPICS)[number];

export type Topic =
  | { readonly code: string; readonly name: SharedTopic }
  | { readonly code: string; readonly name: OwnTopic; readonly pid: string };

/** `room/K7M3PQ/state`, `room/K7M3PQ/in/<pid>`. */
export function topicText(topic: Topic): string {
  const base = `room/${topic.code}/${topic.name}`;
  return 'pid' in topic ? `${base}/${topic.pid}` : base;
}

/** `null` for what is no topic of a room: a wildcard, too many levels, a pid that cannot be. */
export function parseTopic(text: string): Topic | null {
  if (text.length > 64) return null;
  const [room, code, name, pid, ...rest] = text.split('/');
  if (room !== 'room' || code === undefined || !isCode(code) || rest.length > 0) return null;
  const shared = SHARED_TOPICS.find((each) => each === name);
  if (shared !== undefined) return pid === undefined ? { code, name: shared } : null;
  const own = OWN_TOPICS.find((each) => each === name);
  if (own === undefined || pid === undefined || !isPid(pid)) return null;
  return { code, name: own, pid };
}

/** All presences of a room: the one filter with a wildcard, and for the instructor only. */
export const everyPresence = (code: string): string => `room/${code}/pres/+`;

/** A client's id at the broker: the room and the person. */
export const clientIdOf = (code: string, pid: string): string => `${code}.${pid}`;
