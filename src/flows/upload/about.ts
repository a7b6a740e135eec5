import type { FlowAbout } from '../../flow/flow.ts';

export const about = {
  id: 'upload',
  title: 'File upload',
  summary: 'A file on its way to storage: through the server, or past it with a presigned URL.',
} as const satisfies FlowAbout;
