/** A picture on a canvas: of the browser, or of a program without one. */
import { COLOURS } from './colours.ts';
import { FONTS, type Picture, type Shape } from './shapes.ts';

/** What it takes of a canvas' 2D context; `Path` is its Path2D. */
export interface Painter<Path> {
  fillStyle: unknown;
  strokeStyle: unknown;
  lineWidth: number;
  lineCap: unknown;
  lineJoin: unknown;
  font: string;
  textAlign: unknown;
  save(): void;
  restore(): void;
  translate(x: number, y: number): void;
  scale(x: number, y: number): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  fill(path: Path): void;
  stroke(path: Path): void;
  setLineDash(segments: number[]): void;
  fillText(text: string, x: number, y: number): void;
}

/** `pathOf` makes a Path2D of what SVG writes. */
export function paint<Path>(
  painter: Painter<Path>,
  pathOf: (d: string) => Path,
  { ground, width, height, shapes }: Picture,
  scale: number,
): void {
  painter.save();
  painter.scale(scale, scale);
  painter.fillStyle = COLOURS[ground];
  painter.fillRect(0, 0, width, height);
  for (const shape of shapes) paintShape(painter, pathOf, shape);
  painter.restore();
}

function paintShape<Path>(painter: Painter<Path>, pathOf: (d: string) => Path, shape: Shape): void {
  switch (shape.kind) {
    case 'path': {
      const { d, at, fill, stroke } = shape;
      const path = pathOf(d);
      painter.save();
      if (at !== undefined) {
        painter.translate(at.x, at.y);
        painter.scale(at.scale, at.scale);
        painter.lineCap = 'round';
        painter.lineJoin = 'round';
      }
      if (fill !== undefined) {
        painter.fillStyle = COLOURS[fill];
        painter.fill(path);
      }
      if (stroke !== undefined) {
        painter.strokeStyle = COLOURS[stroke.colour];
        painter.lineWidth = stroke.width;
        painter.setLineDash([...(stroke.dash ?? [])]);
        painter.stroke(path);
      }
      painter.restore();
      return;
    }
    case 'text': {
      const { x, y, text, size, font, weight = 400, colour, anchor = 'start' } = shape;
      // Outside of browsers canvases know no weights between the hundreds.
      const drawn = Math.round(weight / 100) * 100;
      painter.font = `${drawn} ${size}px ${FONTS[font]}`;
      painter.textAlign = anchor === 'middle' ? 'center' : anchor;
      painter.fillStyle = COLOURS[colour];
      painter.fillText(text, x, y);
    }
  }
}
