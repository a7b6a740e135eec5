/**
 * What is said in a room. Every message is JSON, parsed here on arrival by whoever gets it: ids,
 * numbers, words of closed lists and links to moments, never markup, code or a scenario's text.
 *
 * | topic      | from                  | to           | kept | what                                     |
 * |------------|-----------------------|--------------|------|------------------------------------------|
 * | `state`    | the instructor        | all          | yes  | `RoomState`: where the class is          |
 * | `ctl`      | the instructor        | all          |      | `Ctl`: a hint                            |
 * | `poll`     | the server            | all          | yes  | `Poll`: what is asked; counts once shown |
 * | `board`    | the server            | instructors  | yes  | `Board`: counts before that; the lock    |
 * | `desk`     | an instructor         | the server   |      | `Order`: open, close, reveal, lock, remove |
 * | `in/<pid>` | that person           | the server   |      | `Answer`: a vote; a press of the clicker |
 * | `act`      | the server            | instructors  |      | `Passed`: a press by one who may         |
 * | `pres/<pid>` | that person, or their will | instructors | yes | `Presence`                          |
 *
 * At level 0 the tab of the instructor is the server.
 */
import * as z from 'zod/mini';
import { isPid } from './ids.ts';

/** More than the longest link, see `PACKED_MAX` of playback/link.ts, in base64. */
const LINK_MAX = 11_000;
const NAME_MAX = 40;
/** Controls that can be locked, and as many hidden: those of the largest family. */
const CONTROLS_MAX = 32;
export const OPTIONS_MAX = 8;

/** A scenario, a step, an option, a control: as the catalogue spells them. */
const id = z.string().check(z.regex(/^[A-Za-z0-9][\w.:=+-]{0,59}$/));
const pid = z.string().check(z.refine(isPid));
const count = z.int().check(z.minimum(0));
/** A moment as `encodeLink` of playback writes it. Opened with `decodeLink`, like any link that somebody sends. */
const link = z.string().check(z.maxLength(LINK_MAX), z.regex(/^#v1:[\w-]+$/));
/** Of one line, without what turns the text around or hides in it. */
const nameSchema = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(NAME_MAX), z.regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u));

/** What somebody typed, as a name; `null` when it can be none. */
export function nameFrom(typed: string | null): string | null {
  const result = z.safeParse(nameSchema, (typed ?? '').trim().slice(0, NAME_MAX));
  return result.success ? result.data : null;
}

/** Where the class is: a step of a scenario, with the instructor's own run where it differs, or a run. */
const momentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('step'), scenario: id, step: id, link: z.optional(link) }),
  z.strictObject({ kind: z.literal('run'), link }),
]);
export type RoomMoment = z.infer<typeof momentSchema>;

const playheadSchema = z.strictObject({
  atUs: count,
  /** The last entry that had happened, where several share the instant. */
  entry: z.optional(count),
});

/** What a person who drives changes. */
const sceneShape = {
  moment: momentSchema,
  playhead: playheadSchema,
  playing: z.boolean(),
  speed: z.number().check(z.minimum(0.01), z.maximum(1_000)),
};
const sceneSchema = z.strictObject(sceneShape);
export type RoomScene = z.infer<typeof sceneSchema>;

export const stateSchema = z.strictObject({
  /** Rises with each take-over by another device of the instructor: what the former one still sends is void. */
  term: z.int().check(z.minimum(1)),
  /** Rises with each change: what is older than what one has is ignored. */
  rev: z.int().check(z.minimum(1)),
  /** The device of the instructor that publishes. */
  host: pid,
  /** Who steers: the host itself, or a person whom it let, whose changes the host passes on. */
  driver: pid,
  ...sceneShape,
  /** Everybody's screen is dark. */
  blank: z.boolean(),
  /** The outcome of the step's question may be shown. */
  reveal: z.boolean(),
  /** Ids of controls that a participant sees and cannot use, and that are not shown. */
  locked: z.array(id).check(z.maxLength(CONTROLS_MAX)),
  hidden: z.array(id).check(z.maxLength(CONTROLS_MAX)),
});
export type RoomState = z.infer<typeof stateSchema>;

/** Whether a state stands in place of the former one: a later change by the same device, or a take-over. */
export function isNewer(state: RoomState, former: RoomState | null): boolean {
  if (former === null || state.term > former.term) return true;
  return state.term === former.term && state.host === former.host && state.rev > former.rev;
}

export const ctlSchema = z.strictObject({
  type: z.literal('hint'),
  scenario: id,
  step: id,
  /** Which of the step's hints, from 0 on. */
  hint: count.check(z.maximum(9)),
  /** Whom it is for; all when it names nobody. */
  to: z.optional(pid),
});
export type Ctl = z.infer<typeof ctlSchema>;

/** What a poll is about; `null` is a question asked aloud, whose options are letters. */
const aboutSchema = z.nullable(z.strictObject({ scenario: id, step: id }));
const optionsSchema = z.array(id).check(
  z.minLength(2),
  z.maxLength(OPTIONS_MAX),
  z.refine((all) => new Set(all).size === all.length),
);
const roundSchema = z.union([z.literal(1), z.literal(2)]);

export const POLL_PHASES = ['open', 'closed', 'revealed'] as const;

export const pollSchema = z.strictObject({
  id,
  about: aboutSchema,
  options: optionsSchema,
  round: roundSchema,
  phase: z.enum(POLL_PHASES),
  /** Of each round, once revealed and not before: how many chose each option, in the order of `options`. */
  counts: z.optional(z.array(z.array(count)).check(z.maxLength(2))),
});
export type Poll = z.infer<typeof pollSchema>;
/** What `poll` holds: `null` while nothing is asked. */
export const pollTopicSchema = z.strictObject({ rev: count, poll: z.nullable(pollSchema) });
export type PollTopic = z.infer<typeof pollTopicSchema>;

export const boardSchema = z.strictObject({
  rev: count,
  /** Nobody new can join. */
  locked: z.boolean(),
  removed: z.array(pid),
  /** How many chose each option, of each round so far, of the poll that is asked. */
  counts: z.array(z.array(count)).check(z.maxLength(2)),
  /** Those who voted in the round that is asked. */
  voters: z.array(pid),
});
export type Board = z.infer<typeof boardSchema>;

export const orderSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('open'), poll: id, about: aboutSchema, options: optionsSchema }),
  /** The same question again, after a discussion. */
  z.strictObject({ type: z.literal('again'), poll: id }),
  z.strictObject({ type: z.literal('close'), poll: id }),
  z.strictObject({ type: z.literal('reveal'), poll: id }),
  /** Takes the question away; its votes stay for the table of answers. */
  z.strictObject({ type: z.literal('clear'), poll: id }),
  z.strictObject({ type: z.literal('lock'), locked: z.boolean() }),
  z.strictObject({ type: z.literal('remove'), pid }),
]);
export type Order = z.infer<typeof orderSchema>;

/** What a clicker says. The host does it, since it knows the steps. */
export const PRESSES = ['next', 'previous', 'blank', 'reveal', 'play'] as const;
export type Press = (typeof PRESSES)[number];

const pressSchema = z.strictObject({ type: z.literal('press'), press: z.enum(PRESSES) });
const driveSchema = z.strictObject({ type: z.literal('drive'), scene: sceneSchema });
export const answerSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('vote'), poll: id, round: roundSchema, choice: id }),
  pressSchema,
  /** Of the person who may drive. */
  driveSchema,
]);
export type Answer = z.infer<typeof answerSchema>;

export const passedSchema = z.strictObject({
  from: pid,
  act: z.discriminatedUnion('type', [pressSchema, driveSchema]),
});
export type Passed = z.infer<typeof passedSchema>;

export const STATUSES = ['working', 'done', 'stuck'] as const;
export type Status = (typeof STATUSES)[number];
export const READINESS = ['ready', 'more-time'] as const;
export type Readiness = (typeof READINESS)[number];

export const presenceSchema = z.strictObject({
  /** Rises with each connection: a last will of a former one says nothing about this one. */
  n: z.int().check(z.minimum(1)),
  here: z.boolean(),
  following: z.boolean(),
  status: z.enum(STATUSES),
  readiness: z.nullable(z.enum(READINESS)),
  /** Where they are, when they follow nobody. */
  step: z.nullable(id),
  /** Only if they gave one, and for the instructor only. */
  name: z.nullable(nameSchema),
});
export type Presence = z.infer<typeof presenceSchema>;

/** One line of the table of answers, which an instructor asks the server for. */
export const voteSchema = z.strictObject({
  poll: id,
  about: aboutSchema,
  round: roundSchema,
  pid,
  choice: id,
});
export type Vote = z.infer<typeof voteSchema>;

export const ROLES = ['instructor', 'participant', 'screen'] as const;
/** `screen` shows the room (a projector) and says nothing. */
export type Role = (typeof ROLES)[number];

/** Why somebody is not let in, or no longer. */
export const REFUSALS = [
  'no-such-room',
  'room-locked',
  'room-full',
  'removed',
  'too-many-joins',
  'wrong-secret',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** `POST room/join`. A pass from before keeps the person: their votes, their place in the roster. */
export const joinSchema = z.strictObject({
  code: z.string().check(z.maxLength(20)),
  role: z.enum(ROLES),
  secret: z.optional(z.string().check(z.maxLength(100))),
  pass: z.optional(z.string().check(z.maxLength(400))),
});
export type Join = z.infer<typeof joinSchema>;

export const joinedSchema = z.union([
  z.strictObject({
    ok: z.literal(true),
    code: z.string(),
    pid,
    pass: z.string(),
    expiresAtMs: count,
  }),
  z.strictObject({ ok: z.literal(false), refusal: z.enum(REFUSALS) }),
]);
export type Joined = z.infer<typeof joinedSchema>;

/** The parsed message, or `null` for garbage. */
export function parsed<T>(schema: z.ZodMiniType<T>, text: string): T | null {
  try {
    const result = z.safeParse(schema, JSON.parse(text) as unknown);
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}
