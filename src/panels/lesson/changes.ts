/** What a step sets, in words: `Write-ahead log: always`. */
import type { Flow } from '../../flow/flow.ts';
import type { Change } from '../../scenario/scenario.ts';
import { quantity, words } from '../../views/words.ts';

export function changesOf(flow: Flow, change: Change): readonly string[] {
  const { variant, fixes = {}, params = {}, workload } = change;
  return [
    ...(variant === undefined ? [] : [flow.variants[variant]?.title ?? words(variant)]),
    ...(workload === undefined ? [] : [flow.workloads[workload]?.title ?? words(workload)]),
    ...Object.entries(fixes).map(
      ([name, value]) => `${flow.fixes[name]?.title ?? words(name)}: ${words(value)}`,
    ),
    ...Object.entries(params).map(([name, value]) => {
      const spec = flow.params[name];
      const shown = value === 'inf' ? 'without bound' : quantity(value, spec?.unit ?? '');
      return `${spec?.title ?? words(name)}: ${shown}`;
    }),
  ];
}
