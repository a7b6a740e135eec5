/** A picture as an SVG document that stands alone: nothing in it is loaded, and no word in it is read as markup. */
import { COLOURS } from './colours.ts';
import { FONTS, n, type PathShape, type Picture, type Shape, type TextShape } from './shapes.ts';

export function svgOf({ title, description, width, height, ground, shapes }: Picture): string {
  const size = `width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-labelledby="title desc">`,
    `<title id="title">${plain(title)}</title>`,
    `<desc id="desc">${plain(description)}</desc>`,
    `<rect width="100%" height="100%" fill="${COLOURS[ground]}"/>`,
    ...shapes.map(element),
    '</svg>',
    '',
  ].join('\n');
}

function element(shape: Shape): string {
  switch (shape.kind) {
    case 'path':
      return pathElement(shape);
    case 'text':
      return textElement(shape);
  }
}

function pathElement({ d, at, fill, stroke }: PathShape): string {
  const look = [
    `fill="${fill === undefined ? 'none' : COLOURS[fill]}"`,
    ...(stroke === undefined
      ? []
      : [
          `stroke="${COLOURS[stroke.colour]}" stroke-width="${n(stroke.width)}"`,
          ...(stroke.dash === undefined ? [] : [`stroke-dasharray="${stroke.dash.join(' ')}"`]),
          ...(at === undefined ? [] : ['stroke-linecap="round" stroke-linejoin="round"']),
        ]),
    ...(at === undefined
      ? []
      : [`transform="translate(${n(at.x)} ${n(at.y)}) scale(${at.scale})"`]),
  ];
  return `<path d="${d}" ${look.join(' ')}/>`;
}

function textElement({ x, y, text, size, font, weight, colour, anchor }: TextShape): string {
  const look = [
    `x="${n(x)}" y="${n(y)}" font-family="${FONTS[font]}" font-size="${n(size)}"`,
    ...(weight === undefined ? [] : [`font-weight="${weight}"`]),
    ...(anchor === undefined || anchor === 'start' ? [] : [`text-anchor="${anchor}"`]),
    `fill="${COLOURS[colour]}"`,
  ];
  return `<text ${look.join(' ')}>${plain(text)}</text>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Also without the letters that XML forbids: one of them, and nothing of the document is shown. */
const plain = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u001F\u007F\uFFFE\uFFFF]|\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter] ?? '');
