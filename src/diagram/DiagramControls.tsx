import { useReactFlow } from '@xyflow/react';
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Toolbar, Tooltip, TooltipTrigger } from 'react-aria-components';
import styles from './Diagram.module.css';

export function DiagramControls({ onShowAll }: { readonly onShowAll: () => void }) {
  const { zoomIn, zoomOut } = useReactFlow();
  return (
    <Toolbar className={styles.controls ?? ''} orientation="horizontal" aria-label="Zoom">
      <Tool label="Zoom in" onPress={() => void zoomIn()}>
        <ZoomIn size={16} aria-hidden />
      </Tool>
      <Tool label="Zoom out" onPress={() => void zoomOut()}>
        <ZoomOut size={16} aria-hidden />
      </Tool>
      <Tool label="Show everything" onPress={onShowAll}>
        <Maximize size={16} aria-hidden />
      </Tool>
    </Toolbar>
  );
}

interface ToolProps {
  readonly label: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function Tool({ label, onPress, children }: ToolProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <Button className={styles.tool ?? ''} aria-label={label} onPress={onPress}>
        {children}
      </Button>
      <Tooltip placement="top" offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
