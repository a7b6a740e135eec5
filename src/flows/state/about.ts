import type { FlowAbout } from '../../flow/flow.ts';

export const about = {
  id: 'state',
  title: 'State synchronisation',
  summary:
    'What a page shows and what the server holds: updates before the answer, edits without a network, two devices, and which of them is lost.',
} as const satisfies FlowAbout;
