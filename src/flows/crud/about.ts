import type { FlowAbout } from '../../flow/flow.ts';

export const about = {
  id: 'crud',
  title: 'CRUD',
  summary:
    'A row is created, read, changed and deleted through the layers of an app, and what each missing layer lets through.',
} as const satisfies FlowAbout;
