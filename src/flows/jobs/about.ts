import type { FlowAbout } from '../../flow/flow.ts';

export const about = {
  id: 'jobs',
  title: 'Background jobs',
  summary:
    'Work that is accepted now and done later: when it starts, in which order, and how often.',
} as const satisfies FlowAbout;
