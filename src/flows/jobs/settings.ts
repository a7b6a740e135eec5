/** A run's choices by name and with types, as the machines of this family read them. */
import type { Choice } from '../../flow/flow.ts';
import { type SettingsOf, settingsOf } from '../../flow/settings.ts';
import type { fixes } from './fixes.ts';
import type { params } from './params.ts';

export const VARIANTS = ['sync', 'fifo', 'priority', 'delayed', 'recurring'] as const;
export type Variant = (typeof VARIANTS)[number];

export type Settings = SettingsOf<Variant, typeof fixes, typeof params> & { readonly task: Task };

/** The tasks of the seed. Their times and weaknesses are the workloads' parameters. */
export const TASKS = [
  'email',
  'image-processing',
  'webhook',
  'data-export',
  'cache-warming',
  'database-cleanup',
] as const;
export type Task = (typeof TASKS)[number];

/** Doing these twice changes nothing: the second result takes the place of the first. */
const REPEATABLE: readonly Task[] = ['image-processing', 'data-export', 'cache-warming'];
export const isRepeatable = ({ task }: Settings): boolean => REPEATABLE.includes(task);

export function jobSettings(choice: Choice): Settings {
  const task = (choice.workload.settings?.['task'] ?? 'email') as Task;
  return { ...settingsOf<Settings>(choice), task };
}

export const workersOf = ({ workers }: Settings): string[] =>
  Array.from({ length: workers }, (_, i) => `worker-${i + 1}`);

export const schedulersOf = ({ schedulers }: Settings): string[] =>
  Array.from({ length: schedulers }, (_, i) => `scheduler-${i + 1}`);

/** Whether workers keep their marks of what is done in the database. */
export const marksInDb = ({ idempotency }: Settings): boolean =>
  idempotency === 'checkThenMark' || idempotency === 'markFirst' || idempotency === 'expiringClaim';
