/** `sim export`: a run as a file to be sent, pasted or printed. */
import { writeFileSync } from 'node:fs';
import { nearest } from '../flow/parse-problem.ts';
import { spanText } from '../flow/span-text.ts';
import { mermaid } from '../views/mermaid.ts';
import { diagramPicture } from '../views/picture/diagramPicture.ts';
import { sequencePicture } from '../views/picture/sequencePicture.ts';
import { svgOf } from '../views/picture/svg.ts';
import { report } from '../views/report/report.ts';
import { runJson } from '../views/runWords.ts';
import { type Moment, momentAt, momentOf, type Scene, sceneOf } from '../views/scene.ts';
import { type Span, spanBetween } from '../views/sequencePlan.ts';
import type { Answer } from './answer.ts';
import { flowNamed, spanTyped, type Typed, typed } from './options.ts';
import { SIM, UsageError } from './usage.ts';
import { linkOf, RUN_OPTIONS, wantedRun } from './wanted-run.ts';

const PLACE_OPTIONS = {
  at: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
} as const;
type PlaceOption = keyof typeof PLACE_OPTIONS;

interface Kind {
  /** Which of the options about time it takes. */
  readonly takes: readonly PlaceOption[];
  readonly make: (scene: Scene, given: Typed) => Promise<string | Uint8Array> | string;
}

const RANGE = ['from', 'to'] as const;

const KINDS: Readonly<Record<string, Kind>> = {
  json: { takes: [], make: ({ flow, run }) => runJson(flow, run) },
  link: { takes: ['at'], make: (scene, given) => link(scene, given) },
  mermaid: { takes: RANGE, make: (scene, given) => mermaid(scene, spanOf(scene, given)) },
  'sequence.svg': {
    takes: RANGE,
    make: (scene, given) => svgOf(sequencePicture(scene, spanOf(scene, given))),
  },
  'diagram.svg': {
    takes: ['at'],
    make: (scene, given) => svgOf(diagramPicture(scene, tellingMoment(scene, given))),
  },
  'diagram.png': {
    takes: ['at'],
    make: async (scene, given) => {
      const { pngOf } = await import('./png.ts');
      return pngOf(diagramPicture(scene, tellingMoment(scene, given)));
    },
  },
  'report.md': {
    takes: [],
    make: async (scene) => report(scene, await shortLink(scene)),
  },
};

export async function exportRun(args: readonly string[]): Promise<Answer> {
  const options = { ...RUN_OPTIONS, ...PLACE_OPTIONS, out: { type: 'string' } } as const;
  const given = typed(args, options, 2);
  const [what, flow] = given.positionals;
  const kind = kindNamed(what);
  const misplaced = (Object.keys(PLACE_OPTIONS) as PlaceOption[]).find(
    (option) => given.has(option) && !kind.takes.includes(option),
  );
  if (misplaced !== undefined) {
    throw new UsageError(
      `--${misplaced} says nothing about ${what}.`,
      `It belongs to ${whatTakes(misplaced).join(', ')}.`,
    );
  }
  const file = given.one('out');
  const run = wantedRun(given, flow);
  if (file === undefined && what === 'diagram.png') {
    throw new UsageError('A PNG is no text to be printed.', 'Say where to: --out diagram.png');
  }
  const made = await kind.make(sceneOf(flowNamed(run.flow), run), given);
  if (file !== undefined) {
    const bytes = write(file, made);
    return { exitCode: 0, lines: [`${file}: ${bytes} bytes`], json: { what, file, bytes } };
  }
  const text = String(made);
  return { exitCode: 0, lines: [text.trimEnd()], json: { what, text } };
}

function kindNamed(what: string | undefined): Kind {
  const names = Object.keys(KINDS);
  const kind = what !== undefined && Object.hasOwn(KINDS, what) ? KINDS[what] : undefined;
  if (kind !== undefined) return kind;
  const near = what === undefined ? undefined : nearest(what, names);
  throw new UsageError(
    what === undefined ? 'Export what?' : `There is no export "${what}".`,
    `${near === undefined ? '' : `Did you mean "${near}"? `}There are ${names.join(', ')}. See ${SIM} --help`,
  );
}

const whatTakes = (option: PlaceOption): string[] =>
  Object.entries(KINDS).flatMap(([name, { takes }]) => (takes.includes(option) ? [name] : []));

function write(file: string, made: string | Uint8Array): number {
  const bytes = typeof made === 'string' ? Buffer.from(made) : made;
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `The file "${file}" cannot be written: ${why}.`,
      'Name a file in a folder that is there, with --out FILE.',
    );
  }
  return bytes.length;
}

const link = (scene: Scene, given: Typed): Promise<string> => {
  if (!given.has('at')) return linkOf(scene.run);
  const { atUs, index } = tellingMoment(scene, given);
  return linkOf(scene.run, atUs, index);
};

/** `null` for a run that is too long for one: the report says so. */
async function shortLink({ run }: Scene): Promise<string | null> {
  try {
    return await linkOf(run);
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}

/** The instant that was typed; else the first at which a guarantee broke, or the end. */
function tellingMoment(scene: Scene, given: Typed): Moment {
  const { trace } = scene;
  const atUs = spanTyped(given, 'at');
  if (atUs !== undefined) return momentAt(trace, inside(scene, 'at', atUs));
  const broken = trace.violations.find(({ kind }) => kind === 'violation');
  return broken === undefined ? momentAt(trace, trace.endUs) : momentOf(trace, broken.id);
}

function spanOf(scene: Scene, given: Typed): Span {
  const fromUs = inside(scene, 'from', spanTyped(given, 'from') ?? 0);
  const toUs = spanTyped(given, 'to') ?? scene.trace.endUs;
  if (toUs < fromUs) {
    throw new UsageError(
      `--to ${spanText(toUs)} is before --from ${spanText(fromUs)}.`,
      'Give the earlier instant to --from.',
    );
  }
  return spanBetween(scene.trace, fromUs, toUs);
}

function inside({ trace }: Scene, option: PlaceOption, atUs: number): number {
  if (atUs >= 0 && atUs <= trace.endUs) return atUs;
  throw new UsageError(
    `--${option} ${spanText(atUs)} is outside the run.`,
    `It goes from 0s to ${spanText(trace.endUs)}.`,
  );
}
