/** Rows and objects, as the facts tell them: what most guarantees fold. */
import type { Fact } from '../../../kernel/system.ts';
import { type Table, withEntry, without } from './seen.ts';

interface SeenRow {
  readonly key: string;
  readonly status: string;
  readonly sha256: string;
  readonly op: string;
}
interface SeenObject {
  readonly sha256: string;
  readonly op: string;
}

export interface Files {
  readonly rows: Table<SeenRow>;
  readonly objects: Table<SeenObject>;
}
export const NO_FILES: Files = { rows: {}, objects: {} };

export function follow(files: Files, fact: Fact, op: string): Files {
  const text = (name: string): string => String(fact[name]);
  switch (fact.type) {
    case 'recorded': {
      const row = { key: text('key'), status: text('status'), sha256: text('sha256'), op };
      return { ...files, rows: withEntry(files.rows, text('id'), row) };
    }
    case 'removed':
      return { ...files, rows: without(files.rows, text('id')) };
    case 'stored': {
      const object = { sha256: text('sha256'), op };
      return { ...files, objects: withEntry(files.objects, text('key'), object) };
    }
    case 'deleted':
      return { ...files, objects: without(files.objects, text('key')) };
    default:
      return files;
  }
}

/** A READY row whose object is not there, or is another than was announced; `null` for none. */
export function dangling({ rows, objects }: Files): { id: string; op: string; why: string } | null {
  for (const [id, { key, status, sha256, op }] of Object.entries(rows)) {
    if (status !== 'READY') continue;
    const object = objects[key];
    if (object === undefined) return { id, op, why: 'its object is not there' };
    if (object.sha256 !== sha256) return { id, op, why: 'its object is another one' };
  }
  return null;
}

/** Whether what an operation uploaded can be had: a READY row, with its object. */
export const canBeHad = ({ rows, objects }: Files, op: string): boolean =>
  Object.values(rows).some(
    (row) => row.op === op && row.status === 'READY' && objects[row.key]?.sha256 === row.sha256,
  );
