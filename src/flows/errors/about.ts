import type { FlowAbout } from '../../flow/flow.ts';

export const about = {
  id: 'errors',
  title: 'Error handling',
  summary:
    'What becomes of an error on its way from the database to the screen, and what retries make of it.',
} as const satisfies FlowAbout;
