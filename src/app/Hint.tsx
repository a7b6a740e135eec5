import { X } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../panels/controls/Button.tsx';
import { useLesson } from '../panels/lesson/context.ts';
import { type Shown, useShown } from '../playback/shown.ts';
import { titleOf } from '../views/scene.ts';
import styles from './Hint.module.css';
import { recall, remember } from './theme.ts';

const KEY = 'data-flows.hint-seen';

/** The first steps, one after the other: break something, see what it broke, mend it. */
type Step = 'break' | 'watch' | 'quiet' | 'broken' | 'mended';

/** What a person may want to do next, until they say that they have understood. */
export function useHint() {
  const [isDismissed, setIsDismissed] = useState(() => recall(KEY) !== null);
  const shown = useShown('panels');
  const [hasBroken, setHasBroken] = useState(false);
  const step = stepAt(shown, hasBroken);
  if (step === 'broken' && !hasBroken) setHasBroken(true);
  const dismiss = () => {
    remember(KEY, 'yes');
    setIsDismissed(true);
  };
  const { scene } = shown;
  const { breakable } = scene.flow.opening;
  // Not every variant has the node that the first step names.
  const isThere = scene.compiled.plan.nodes.some(({ id }) => id === breakable);
  // A scenario says itself what to do.
  const isLed = useLesson() !== null;
  const isShown = !isDismissed && !isLed && (isThere || step !== 'break');
  return {
    step: isShown ? step : null,
    node: titleOf(scene, breakable),
    invites:
      scene.flow.opening.invites ?? 'and crash it: what is lost, and which guarantee breaks?',
    dismiss,
  };
}

/** Of what has happened up to the playhead: what comes is for the person to find out. */
function stepAt({ scene: { flow, run, trace }, index }: Shown, hasBroken: boolean): Step {
  const hasTouched = run.faults.length + run.inputs.length > 0;
  const isBroken = trace.violations.some(({ id, kind }) => kind === 'violation' && id <= index);
  if (hasTouched && isBroken) return 'broken';
  // To upload one more file breaks nothing, and is not meant to, unless the flow invites to an act.
  const tries = flow.opening.invites === undefined ? run.faults : [...run.faults, ...run.inputs];
  if (tries.length === 0) return 'break';
  if (index < trace.entries.length - 1) return 'watch';
  return hasBroken ? 'mended' : 'quiet';
}

interface HintProps {
  readonly step: Step;
  readonly node: string;
  readonly invites: string;
  readonly onDismiss: () => void;
}

export function Hint({ step, node, invites, onDismiss }: HintProps) {
  return (
    <div className={styles.hint} role="note">
      <p>
        <Words {...{ step, node, invites }} />
      </p>
      <IconButton label="Dismiss the hint" onPress={onDismiss}>
        <X size={15} aria-hidden />
      </IconButton>
    </div>
  );
}

function Words({ step, node, invites }: Omit<HintProps, 'onDismiss'>) {
  switch (step) {
    case 'break':
      return (
        <>
          <strong>Click {node}</strong> {invites}
        </>
      );
    case 'watch':
      return (
        <>
          <strong>Play on</strong> and watch the guarantees: does one break?
        </>
      );
    case 'quiet':
      return (
        <>
          Nothing broke: it came at a quiet moment. <strong>Drag its flag</strong> on the timeline,
          or try again at another moment.
        </>
      );
    case 'broken':
      return (
        <>
          A guarantee broke: <strong>step back</strong> to see how. Which fix would have helped?
        </>
      );
    case 'mended':
      return (
        <>
          With this choice <strong>the same breaks nothing.</strong>
        </>
      );
  }
}
