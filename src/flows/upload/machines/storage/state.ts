/** What storage keeps: objects, multipart uploads that are not complete, and bodies on their way in. */
import { type Turn, tell } from '../../../../flow/turn.ts';
import { fact, type Message, type Received, send } from '../../../../kernel/system.ts';
import type { FormHead, Meta, Part, PutHead } from '../../protocol.ts';
import { type Code, errorXml } from './xml.ts';

export interface StoredObject extends Meta {
  readonly body: string;
  readonly op: string;
}

export interface Unfinished {
  readonly uploadId: string;
  readonly key: string;
  readonly contentType: string;
  readonly body: string;
  readonly op: string;
  /** By number. */
  readonly parts: readonly Part[];
}

/** A request whose body is on its way. */
export interface Incoming extends Received {
  readonly how: 'PUT' | 'putObject' | 'postObject';
  readonly head: PutHead | FormHead;
  readonly received: number;
}

export interface StorageContext {
  readonly objects: readonly StoredObject[];
  readonly unfinished: readonly Unfinished[];
  readonly incoming: readonly Incoming[];
  /** Events that the API has not taken yet: keys. */
  readonly untold: readonly string[];
  readonly minted: number;
  /** The next upload to be completed fails, with a 200. */
  readonly failsComplete: boolean;
}

/** What is on disk. */
export type StorageInput = Pick<StorageContext, 'objects' | 'unfinished' | 'untold' | 'minted'>;
export const EMPTY: StorageInput = { objects: [], unfinished: [], untold: [], minted: 0 };
export const durable = ({ objects, unfinished, untold, minted }: StorageContext): StorageInput => ({
  objects,
  unfinished,
  untold,
  minted,
});

export type StorageTurn = Turn<StorageContext>;

export const objectAt = ({ objects }: StorageContext, key: string): StoredObject | undefined =>
  objects.find((each) => each.key === key);

export const metaOf = ({ body: _body, op: _op, ...meta }: StoredObject): Meta => meta;

export const answer = (turn: StorageTurn, { from, op }: Received, message: Message): void =>
  tell(turn, send(from, message, { op }));

export function refuse(turn: StorageTurn, to: Received, code: Code): void {
  tell(turn, fact({ type: 'rejected', code }, to.op));
  answer(turn, to, { type: 'xmlError', xml: errorXml(code) });
}
