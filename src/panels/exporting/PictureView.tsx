import { useEffect, useRef } from 'react';
import type { Picture } from '../../views/picture/shapes.ts';
import { cx } from '../controls/cx.ts';
import { drawOn, fontsReady } from './canvasPicture.ts';
import styles from './exporting.module.css';

interface PictureViewProps {
  readonly picture: Picture;
  /** All of it is in sight; else it is as wide as there is room, and scrolls. */
  readonly isWhole?: boolean;
}

/** A picture as it will be saved. */
export function PictureView({ picture, isWhole = false }: PictureViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let wanted = true;
    void fontsReady().then(() => {
      if (wanted && canvas.current !== null) drawOn(canvas.current, picture, 2);
    });
    return () => {
      wanted = false;
    };
  }, [picture]);
  return (
    // A region that scrolls must be reached by the keyboard.
    <div
      className={cx(styles.picture, isWhole && styles.whole)}
      tabIndex={0}
      role="group"
      aria-label="Preview"
    >
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${picture.title}. ${picture.description}`}
        style={{ width: picture.width }}
      />
    </div>
  );
}
