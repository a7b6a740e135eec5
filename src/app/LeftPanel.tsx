import { LazyMotion, MotionConfig } from 'framer-motion';
import { AddFault } from '../diagram/AddFault.tsx';
import { BranchesSection } from '../panels/left/BranchesSection.tsx';
import { FaultsSection } from '../panels/left/FaultsSection.tsx';
import { FixesSection } from '../panels/left/FixesSection.tsx';
import { ParamsSection } from '../panels/left/ParamsSection.tsx';
import { VariantSection } from '../panels/left/VariantSection.tsx';
import { WorkloadSection } from '../panels/left/WorkloadSection.tsx';
import { usePlayback, usePlaybackStore } from '../playback/usePlayback.ts';
import { tool } from './tool.ts';
import { useMenuActions } from './useMenuActions.ts';
import styles from './Workbench.module.css';

const motionFeatures = () => import('./motion.ts').then(({ domAnimation }) => domAnimation);

/** What makes the run: everything here is part of the link. */
export function LeftPanel() {
  return (
    <LazyMotion features={motionFeatures} strict>
      <MotionConfig reducedMotion="user">
        <Sections />
      </MotionConfig>
    </LazyMotion>
  );
}

function Sections() {
  const store = usePlaybackStore();
  const scene = usePlayback((state) => state.scene);
  const run = usePlayback((state) => state.run);
  const hasBranches = usePlayback((state) => state.branches.length > 1);
  const { flow, compiled } = scene;
  const { fixes, params } = compiled.choice;
  const actions = store.getState();
  const menuActions = useMenuActions();
  const changed = new Set(Object.keys(run.params));
  const guide = usePlayback((state) => state.guide);
  const locked = guide?.why ?? null;
  const isHidden = (control: string): boolean => guide?.hidden?.includes(control) ?? false;
  const mayBreak = guide === null || guide.open.faults.length > 0;
  return (
    <div className={styles.left}>
      {!isHidden('variant') && (
        <VariantSection {...{ flow, guide }} variant={run.variant} onChange={actions.setVariant} />
      )}
      <FixesSection
        {...{ flow, guide }}
        variant={run.variant}
        values={fixes}
        onChange={actions.setFix}
      />
      <FaultsSection
        scene={scene}
        locked={mayBreak ? null : locked}
        add={
          mayBreak && (
            <AddFault
              {...{ scene, guide }}
              indexNow={() => store.getState().playhead.index}
              {...menuActions}
            />
          )
        }
        onMove={actions.moveFault}
        onStretch={actions.stretchFault}
        onRemove={actions.removeFault}
        onRemoveInput={actions.removeInput}
        onRemoveHold={actions.removeHold}
      />
      <ParamsSection
        {...{ flow, fixes, changed, guide }}
        variant={run.variant}
        values={params}
        onChange={(name, value) =>
          actions.setParam(name, value === Number.POSITIVE_INFINITY ? 'inf' : value)
        }
      />
      <WorkloadSection
        flow={flow}
        locked={guide?.open.workload === true ? null : locked}
        variant={run.variant}
        workload={run.workload}
        seed={run.seed}
        onWorkload={actions.setWorkload}
        onSeed={actions.setSeed}
      />
      {/* What a lesson has shown before is not there to be compared with. */}
      {(guide === null || hasBranches) && (
        <BranchesSection onCompare={(was) => tool.setState({ open: { kind: 'comparing', was } })} />
      )}
    </div>
  );
}
