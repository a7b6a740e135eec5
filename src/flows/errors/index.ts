/** Errors: from the database to the screen, and back again by retries. */
import { defineFlow } from '../../flow/flow.ts';
import { about } from './about.ts';
import { acts } from './acts.ts';
import { facts } from './facts.ts';
import { faults } from './faults.ts';
import { fixes } from './fixes.ts';
import { guarantees } from './guarantees/index.ts';
import { messages } from './messages.ts';
import { metrics } from './metrics.ts';
import { pairs } from './pairs.ts';
import { params } from './params.ts';
import { plan } from './plan.ts';
import { simplified } from './simplified.ts';
import { variants } from './variants.ts';
import { workloads } from './workloads.ts';

export const errors = defineFlow({
  ...about,
  variants,
  fixes,
  pairs,
  params,
  workloads,
  messages,
  facts,
  faults,
  acts,
  guarantees,
  metrics,
  truth: async () => (await import('./truth/index.ts')).truth,
  guide: async () => (await import('./guide.ts')).guide,
  simplified,
  plan,
  opening: { variant: 'standard', workload: 'every-class', breakable: 'db' },
});
