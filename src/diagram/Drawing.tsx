import type { NodeView } from '../views/nodeViews.ts';
import { CrowdChart } from './CrowdChart.tsx';
import { Lanes } from './Lanes.tsx';

/** What is drawn in a box beside rows. */
export function Drawing({ lanes, crowd }: Pick<NodeView, 'lanes' | 'crowd'>) {
  return (
    <>
      {crowd !== null && <CrowdChart crowd={crowd} />}
      {lanes.length > 0 && <Lanes lanes={lanes} />}
    </>
  );
}
