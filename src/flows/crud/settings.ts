/** A run's choices by name and with types, as the machines of this family read them. */
import type { Choice } from '../../flow/flow.ts';
import { type SettingsOf, settingsOf } from '../../flow/settings.ts';
import type { fixes } from './fixes.ts';
import type { params } from './params.ts';

export type Settings = SettingsOf<'standard', typeof fixes, typeof params>;

export const crudSettings = (choice: Choice): Settings => settingsOf<Settings>(choice);

/** Where the rules are applied: in the service layer, or in the handler itself. */
export const rulesAt = ({ serviceLayer }: Settings): string =>
  serviceLayer === 'on' ? 'service' : 'api';

/** Where SQL is written: in the repository, or wherever the rules are. */
export const sqlAt = (s: Settings): string => (s.repository === 'on' ? 'repository' : rulesAt(s));

/** The import job applies the rules of the service, or none. */
export const importWritesTo = ({ serviceLayer, repository }: Settings): string =>
  serviceLayer === 'on' ? 'service' : repository === 'on' ? 'repository' : 'import';

export const hasCache = ({ cache }: Settings): boolean => cache !== 'none';
/** A write tells the cache. */
export const invalidates = (s: Settings): boolean => hasCache(s) && s.cache !== 'ttl';
export const hasRelay = (s: Settings): boolean => invalidates(s) && s.invalidation === 'outbox';

/** Without a repository every handler loads what it happens to need. */
export const loadsOwners = ({ repository, batchLoad }: Settings): Settings['batchLoad'] =>
  repository === 'on' ? batchLoad : 'off';
