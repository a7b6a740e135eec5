import type { FlowAbout } from '../../flow/flow.ts';

export const about = {
  id: 'caching',
  title: 'Caching',
  summary:
    'Three ways to keep a copy of the database close at hand, and what each of them may lose.',
} as const satisfies FlowAbout;
