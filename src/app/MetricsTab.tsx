import { Metrics } from '../panels/bottom/metrics/Metrics.tsx';
import { useTool } from './tool.ts';

/** Metrics, beside the branch with which the page compares. */
export function MetricsTab() {
  const tool = useTool();
  return <Metrics was={tool?.kind === 'comparing' ? tool.was : null} />;
}
