/** A message of a crowd: a dot in its kind's colour, and its shape says the kind without colour. */
import type { MessageKind } from '../flow/message.ts';
import type { Point } from '../views/geometry/curve.ts';

type Shape = 'disc' | 'ring' | 'cross' | 'wedge' | 'square' | 'smallSquare';

/** As the pills are: filled, with a cross, with a tail, outlined, dashed. */
export const SHAPES: Readonly<Record<MessageKind, Shape>> = {
  request: 'disc',
  reply: 'ring',
  error: 'cross',
  push: 'wedge',
  command: 'square',
  background: 'smallSquare',
};

/** Pixels on the screen. */
const RADIUS = 4;

export function drawDot(paint: CanvasRenderingContext2D, kind: MessageKind, { x, y }: Point): void {
  const shape = SHAPES[kind];
  paint.beginPath();
  switch (shape) {
    case 'disc':
      paint.arc(x, y, RADIUS, 0, 7);
      paint.fill();
      return;
    case 'ring':
      paint.arc(x, y, RADIUS - 1, 0, 7);
      paint.stroke();
      return;
    case 'cross':
      paint.moveTo(x - RADIUS, y - RADIUS);
      paint.lineTo(x + RADIUS, y + RADIUS);
      paint.moveTo(x - RADIUS, y + RADIUS);
      paint.lineTo(x + RADIUS, y - RADIUS);
      paint.stroke();
      return;
    case 'wedge':
      paint.moveTo(x, y - RADIUS);
      paint.lineTo(x + RADIUS, y + RADIUS);
      paint.lineTo(x - RADIUS, y + RADIUS);
      paint.fill();
      return;
    case 'square':
      paint.strokeRect(x - RADIUS + 1, y - RADIUS + 1, 2 * RADIUS - 2, 2 * RADIUS - 2);
      return;
    case 'smallSquare':
      paint.strokeRect(x - 2, y - 2, 4, 4);
  }
}
