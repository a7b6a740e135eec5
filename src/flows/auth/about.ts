import type { FlowAbout } from '../../flow/flow.ts';

export const about = {
  id: 'auth',
  title: 'Authentication',
  summary:
    'Who may do what: signing in, tokens that are refreshed and revoked, and those who try to get in.',
} as const satisfies FlowAbout;
