/**
 * Controls that are locked or hidden for others, by an instructor or in a link
 * (`play?lock=variant,fix:wal&hide=faults#v1:…`), so that they look at one thing.
 */
import type { Flow } from '../../flow/flow.ts';
import type { Run } from '../../flow/run.ts';
import { LINK_FAULTS, MESSAGE_FAULTS, NODE_FAULTS } from '../../kernel/schedule.ts';
import type { Guide } from '../../playback/state.ts';
import { FAULTS, VARIANT, WORKLOAD } from './controls.ts';

export interface Locks {
  readonly locked: readonly string[];
  readonly hidden: readonly string[];
}

/** Of an address; what it names beyond the controls that there are locks nothing. */
export function locksFrom(search: string): Locks {
  const query = new URLSearchParams(search);
  const named = (key: string) => (query.get(key) ?? '').split(',').filter(Boolean);
  return { locked: named('lock'), hidden: named('hide') };
}

/** As a query, without its question mark; empty where nothing is locked. */
export function locksText({ locked, hidden }: Locks): string {
  const parts = [
    locked.length > 0 ? `lock=${locked.join(',')}` : '',
    hidden.length > 0 ? `hide=${hidden.join(',')}` : '',
  ];
  return parts.filter(Boolean).join('&');
}

const KINDS = [...NODE_FAULTS, ...LINK_FAULTS, ...MESSAGE_FAULTS];

/** `null` where everything is open. What is locked stays as it is in `start`. */
export function guideOf(flow: Flow, start: Run, { locked, hidden }: Locks): Guide | null {
  const shut = [...locked, ...hidden];
  if (shut.length === 0) return null;
  const free = (names: readonly string[], prefix: string) =>
    names.filter((name) => !shut.includes(`${prefix}:${name}`));
  const valueOf = (run: Run, control: string): unknown => {
    const [kind, name = ''] = control.split(':');
    if (kind === 'fix') return run.fixes[name];
    if (kind === 'param') return run.params[name];
    if (control === WORKLOAD) return [run.workload, run.seed];
    return control === VARIANT ? run.variant : control === FAULTS ? run.faults : null;
  };
  return {
    open: {
      variants: shut.includes(VARIANT) ? [] : Object.keys(flow.variants),
      fixes: free(Object.keys(flow.fixes), 'fix'),
      params: free(Object.keys(flow.params), 'param'),
      faults: shut.includes(FAULTS) ? [] : [...KINDS, ...Object.keys(flow.faults)],
      workload: !shut.includes(WORKLOAD),
    },
    hidden,
    why: 'This is locked here.',
    refuse: (run) =>
      run.flow === start.flow &&
      shut.some(
        (control) =>
          JSON.stringify(valueOf(run, control)) !== JSON.stringify(valueOf(start, control)),
      )
        ? ['It is locked in this link or by the instructor.']
        : [],
    focus: [],
    veil: null,
    onPoint: null,
  };
}
