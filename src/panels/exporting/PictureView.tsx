import { useEffect, useRef } from 'react';
import type { Picture } from '../../views/picture/shapes.ts';
import { drawOn, fontsReady } from './canvasPicture.ts';
import styles from './exporting.module.css';

/** A picture as it will be saved. */
export function PictureView({ picture }: { readonly picture: Picture }) {
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
    <div className={styles.picture} tabIndex={0} role="group" aria-label="Preview">
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${picture.title}. ${picture.description}`}
        style={{ width: picture.width }}
      />
    </div>
  );
}
