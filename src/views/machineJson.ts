/**
 * A machine's definition as JSON that `createMachine` and other XState tools read: states,
 * transitions, and the names of guards, actions and delays; what they do is code, and stays here.
 */
import type { MachineSpec } from '../kernel/system.ts';

type Config = Readonly<Record<string, unknown>>;

/** The keys of a state's configuration that are plain data, or hold plain data and names. */
const KEPT = [
  'id',
  'type',
  'initial',
  'history',
  'target',
  'tags',
  'description',
  'meta',
  'reenter',
];

export function machineJson({ machine }: MachineSpec): string {
  return `${JSON.stringify(stateConfig(machine.config as Config), null, 2)}\n`;
}

function stateConfig(config: Config): Config {
  return {
    ...plain(config),
    ...each(config, 'on', transitions),
    ...each(config, 'after', transitions),
    ...some(config, 'always', transitions),
    ...some(config, 'onDone', transitions),
    ...some(config, 'entry', named),
    ...some(config, 'exit', named),
    ...each(config, 'states', (inner) => stateConfig(inner as Config)),
  };
}

const plain = (config: Config): Config =>
  Object.fromEntries(
    KEPT.flatMap((key) => (config[key] === undefined ? [] : [[key, config[key]] as const])),
  );

function each(config: Config, key: string, write: (value: unknown) => unknown): Config {
  const record = config[key] as Config | undefined;
  if (record === undefined) return {};
  return {
    [key]: Object.fromEntries(Object.entries(record).map(([name, value]) => [name, write(value)])),
  };
}

const some = (config: Config, key: string, write: (value: unknown) => unknown): Config =>
  config[key] === undefined ? {} : { [key]: write(config[key]) };

function transitions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(transitions);
  if (typeof value !== 'object' || value === null) return value;
  const config = value as Config;
  return {
    ...plain(config),
    ...some(config, 'guard', nameOf),
    ...some(config, 'actions', named),
  };
}

const named = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(nameOf) : nameOf(value);

/** Code that is written in place gets the name of its function, or says that it has none. */
function nameOf(value: unknown): unknown {
  if (typeof value === 'string') return value;
  if (typeof value === 'function') return value.name === '' ? 'inline' : `inline ${value.name}`;
  const { type, params } = value as { readonly type: string; readonly params?: unknown };
  return typeof params === 'object' ? { type, params } : { type };
}
