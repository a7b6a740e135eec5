/** A run's choices by name and with types, as the machines of this family read them. */
import type { Choice } from '../../flow/flow.ts';
import { type SettingsOf, settingsOf } from '../../flow/settings.ts';
import type { fixes } from './fixes.ts';
import type { params } from './params.ts';

export const VARIANTS = [
  'presigned-put',
  'presigned-post',
  'multipart',
  'direct-buffered',
  'direct-streaming',
  'tus',
] as const;
export type Variant = (typeof VARIANTS)[number];

/** Those whose bytes do not pass through the API. */
const PRESIGNED: readonly Variant[] = ['presigned-put', 'presigned-post', 'multipart'];

export type Settings = SettingsOf<Variant, typeof fixes, typeof params> & {
  /** The line drops once, at the drop position. */
  readonly tunnel: boolean;
  /** How many files a page uploads at once. */
  readonly filesAtOnce: number;
  /** At most so many slices a body, and an upload in parts: a search wants few. */
  readonly slices: number;
};

export function uploadSettings(choice: Choice): Settings {
  const {
    tunnel = false,
    filesAtOnce = Number.POSITIVE_INFINITY,
    slices = SLICES_OF_PARTS,
  } = choice.workload.settings ?? {};
  return {
    ...settingsOf<Settings>(choice),
    tunnel: tunnel === true,
    filesAtOnce: Number(filesAtOnce),
    slices: Number(slices),
  };
}

export const isPresigned = ({ variant }: Settings): boolean => PRESIGNED.includes(variant);
/** A row stands before its object does. */
export const rowComesFirst = (s: Settings): boolean => isPresigned(s) && s.order !== 'uploadFirst';
/** Storage tells the API that an object is there. */
export const hasEvents = (s: Settings): boolean => isPresigned(s) && s.finalize === 'event';
export const isResumed = (s: Settings): boolean =>
  s.resume === 'on' && (s.variant === 'multipart' || s.variant === 'tus');

export const MIB = 2 ** 20;
const GIB = 2 ** 30;
/** Of one PUT: S3, "Uploading objects". */
export const PUT_MAX = 5 * GIB;
/** Of a part, but for the last. */
export const PART_MIN = 5 * MIB;
export const PARTS_MAX = 10_000;
/** SIMPLIFIED: a transfer shows at most so many slices; a real one is a stream of packets. */
const SLICES_MAX = 20;
/** Of all parts together. */
const SLICES_OF_PARTS = 100;

/** How many slices a body is seen in, when there are so many bodies. */
export const slicesOf = (
  { slices }: Pick<Settings, 'slices'>,
  bytes: number,
  bodies = 1,
): number => {
  const most = Math.min(SLICES_MAX, Math.max(1, Math.floor(slices / bodies)));
  return Math.min(most, Math.ceil(bytes / MIB));
};

/** The smallest that still has at most 10,000 parts: max(5 MiB, S/10 000). */
export const partBytesOf = ({ partMiB }: Settings, sizeBytes: number): number =>
  Math.max(partMiB * MIB, Math.ceil(sizeBytes / PARTS_MAX));
