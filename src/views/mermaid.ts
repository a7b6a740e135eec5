/** A part of a run as a Mermaid sequence diagram, to be pasted where people write. */
import type { EntryId } from '../kernel/entry.ts';
import { faultTitle } from './faults.ts';
import { lifelinesOf, type Segment, segmentLabel } from './lifelines.ts';
import type { Scene } from './scene.ts';
import { type Span, WHOLE } from './sequencePlan.ts';
import { capitalised, formatTime, sentence } from './words.ts';

/** More arrows than a reader, or Mermaid, can take in. */
export const ARROWS_MAX = 200;

interface Line {
  readonly at: EntryId;
  readonly text: string;
}

/** What was sent in a part of the run, with faults and violations as notes; the last `ARROWS_MAX`. */
export function mermaid(scene: Scene, { from: first, to: upTo }: Span = WHOLE): string {
  const { rows, messages } = lifelinesOf(scene);
  const names = new Map(rows.map(({ node }, i) => [node, `n${i}`]));
  const sent = messages.filter(({ send }) => send >= first && send <= upTo);
  const shown = sent.slice(-ARROWS_MAX);
  const left = sent.length - shown.length;
  const from = left > 0 ? (shown[0]?.send ?? 0) : first;
  const all = `n0${rows.length > 1 ? `,n${rows.length - 1}` : ''}`;
  const lines: Line[] = shown.map((segment) => arrow(scene, segment, names, upTo));
  for (const entry of scene.trace.entries) {
    if (entry.id < from || entry.id > upTo) continue;
    if (entry.kind === 'fault' && entry.phase === 'begin') {
      const at = 'node' in entry.fault ? (names.get(entry.fault.node) ?? all) : all;
      const title = `${faultTitle(scene, entry.fault)}, ${formatTime(entry.atUs)}`;
      lines.push({ at: entry.id, text: `Note over ${at}: ${plain(title)}` });
    } else if (entry.kind === 'violation') {
      lines.push({
        at: entry.id,
        text: `Note over ${all}: ${plain(`Broken: ${sentence(entry.say)}`)}`,
      });
    }
  }
  return [
    'sequenceDiagram',
    ...rows.map(({ title }, i) => `  participant n${i} as ${plain(title)}`),
    ...(left > 0 ? [`  Note over ${all}: ${left} messages before`] : []),
    ...lines.toSorted((a, b) => a.at - b.at).map(({ text }) => `  ${text}`),
    '',
  ].join('\n');
}

/** `-x` for what is lost, a dotted arrow for an answer. */
function arrow(
  scene: Scene,
  segment: Segment,
  names: ReadonlyMap<string, string>,
  upTo: EntryId,
): Line {
  const { from, to, kind, send, fate, end } = segment;
  const isAnswer = kind === 'reply' || kind === 'error';
  const isLost = fate === 'lost' && end <= upTo;
  const head = isLost ? (isAnswer ? '--x' : '-x') : isAnswer ? '-->>' : '->>';
  const text = `${names.get(from)}${head}${names.get(to)}: ${plain(segmentLabel(scene, segment))}`;
  return { at: send, text };
}

/**
 * Mermaid reads these as its own (`;` ends, `#` escapes, `%%{` sets it up, `$$` begins a formula,
 * `<br>` and other HTML), and a line break as the end.
 */
const plain = (text: string): string =>
  capitalised(text)
    .replaceAll(/[\r\n\u0085\u2028\u2029]+/g, ' ')
    .replaceAll(/[#;%$<>]/g, (letter) => `#${letter.charCodeAt(0)};`);
