/** Faults beyond those of the kernel. */
import type { OwnFaultSpec } from '../../flow/flow.ts';

export const faults: Readonly<Record<string, OwnFaultSpec>> = {
  failComplete: {
    title: 'Fail the next completion, with a 200',
    explain:
      'Storage has said 200 before it fails to put the parts together: the body is an error.',
    nodes: ['storage'],
  },
  corrupt: {
    title: 'Corrupt the next PATCH',
    explain: 'What arrives is not what was sent: its checksum is another, and the answer is 460.',
    nodes: ['api'],
  },
};
