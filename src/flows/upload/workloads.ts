/** What the simulated users do. The first is what opens. */
import type { Params, WorkloadSpec } from '../../flow/flow.ts';
import type { Act } from '../../kernel/system.ts';
import { SECOND } from '../../kernel/time.ts';
import { ada, ben, doing, friends, picture, program } from './workloads-files.ts';
import { searchableWorkloads } from './workloads-searchable.ts';

const PRESIGNED = ['presigned-put', 'presigned-post', 'multipart'];

/** How long a file is on its way, at least. */
const sendS = ({ sizeMiB = 0, upRateMiBps = 1 }: Params): number => sizeMiB / upRateMiBps;

const watched = (
  title: string,
  explain: string,
  acts: (params: Params) => readonly Act[],
  more: Partial<WorkloadSpec> = {},
): WorkloadSpec => ({
  title,
  explain,
  clients: [ada],
  acts,
  // Sent three times over, with what goes wrong in between.
  horizonUs: (params) => Math.ceil(3 * sendS(params) + 60) * SECOND,
  ...more,
});

export const workloads = {
  photos: watched(
    'Two people, three photos',
    'Ada uploads a photo and another one, Ben a drawing.',
    () => [
      doing('upload-1', 'ada', 300, picture('holiday.jpg', 48)),
      doing('upload-2', 'ben', 1_500, picture('drawing.png', 24)),
      doing('upload-3', 'ada', 13_500, picture('sunset.jpg', 24)),
    ],
    { clients: [ada, ben], params: { upRateMiBps: 4 }, horizonUs: () => 45 * SECOND },
  ),
  friends: watched(
    'Twenty friends, one gigabyte',
    'As many people as the users say upload a file each, all at once, from browsers of their own.',
    ({ users = 1, sizeMiB = 1 }) =>
      Array.from({ length: users }, (_, i) =>
        doing(`upload-${i + 1}`, 'friends', 100 + 20 * i, picture(`party-${i + 1}.jpg`, sizeMiB)),
      ),
    { clients: [friends] },
  ),
  tunnel: watched(
    'At 60 % a tunnel',
    'A file of 100 MiB is on its way, and at the drop position the line is gone for a while.',
    ({ sizeMiB = 1 }) => [doing('upload-1', 'ada', 300, picture('film.jpg', sizeMiB))],
    { settings: { tunnel: true } },
  ),
  'drop-and-users': watched(
    'The same files, with a tunnel',
    'Four people upload a file each, and each meets a tunnel: memory, pace, what is sent again and what it costs, side by side.',
    ({ sizeMiB = 1 }) =>
      ['ada', 'ben', 'cleo', 'dan'].map((name, i) =>
        doing(`upload-${i + 1}`, name, 300 + 500 * i, picture(`${name}.jpg`, sizeMiB)),
      ),
    {
      clients: [ada, ben, { id: 'cleo', title: 'Cleo' }, { id: 'dan', title: 'Dan' }],
      settings: { tunnel: true },
      params: { apiRateMiBps: 10, clientTimeoutMs: 120_000, dropPercent: 63 },
    },
  ),
  'ten-gib': watched(
    'A file of 10 GiB',
    'One file, larger than a single PUT may be: S3 takes 5 GiB at most in one request.',
    ({ sizeMiB = 1 }) => [doing('upload-1', 'ada', 300, picture('archive.jpg', sizeMiB))],
    {
      params: {
        sizeMiB: 10_240,
        upRateMiBps: 20,
        partMiB: 64,
        sizeLimitMiB: 'inf',
        urlTtlS: 3_600,
      },
    },
  ),
  queue: watched(
    'The URL that died in the queue',
    'Five files are picked at once. Their URLs are signed at once, and they are sent one after the other.',
    () =>
      Array.from({ length: 5 }, (_, i) =>
        doing(`upload-${i + 1}`, 'ada', 300, picture(`scan-${i + 1}.png`, 25)),
      ),
    {
      settings: { filesAtOnce: 1 },
      params: { urlTtlS: 60, sizeMiB: 125 },
      variants: ['presigned-put', 'presigned-post'],
    },
  ),
  'late-parts': watched(
    'The part that came too late',
    'A file of 100 MiB in parts, one at a time, with URLs that live for a minute.',
    ({ sizeMiB = 1 }) => [doing('upload-1', 'ada', 1_000, picture('film.jpg', sizeMiB))],
    { params: { urlTtlS: 60, parallel: 1 }, variants: ['multipart'] },
  ),
  'closed-tab': watched(
    'Where did my file go?',
    'Three times a tab is closed: in the middle, just when everything is there, and after the end.',
    () => [
      doing('upload-1', 'ada', 300, picture('first.jpg', 12)),
      doing('close-1', 'ada', 6_000, { type: 'closeTab' }),
      doing('upload-2', 'ben', 8_000, picture('second.jpg', 12)),
      // 12 s of bytes and one and a half round trips later storage has it; its answer is on its way.
      doing('close-2', 'ben', 20_105, { type: 'closeTab' }),
      doing('upload-3', 'ada', 24_000, picture('third.jpg', 12)),
      doing('close-3', 'ada', 38_000, { type: 'closeTab' }),
    ],
    {
      clients: [ada, ben],
      params: { sweepAgeS: 60, abortAgeS: 60 },
      horizonUs: () => 180 * SECOND,
    },
  ),
  'hasty-sweeper': watched(
    'The sweeper that ate my file',
    'A file takes 100 s, and the sweeper takes everything for old that has stood for a minute.',
    ({ sizeMiB = 1 }) => [doing('upload-1', 'ada', 300, picture('film.jpg', sizeMiB))],
    { params: { sweepAgeS: 60 }, variants: PRESIGNED },
  ),
  reload: watched(
    'A reload at 60 %',
    'The page is loaded anew when 60 % of the file are sent.',
    ({ sizeMiB = 1, upRateMiBps = 1, dropPercent = 60 }) => [
      doing('upload-1', 'ada', 300, picture('film.jpg', sizeMiB)),
      doing('reload-1', 'ada', 300 + (10 * dropPercent * sizeMiB) / upRateMiBps, {
        type: 'reload',
      }),
    ],
  ),
  cancel: watched(
    'Cancelled at 40 %',
    'A person changes their mind when 40 % are sent.',
    ({ sizeMiB = 1, upRateMiBps = 1 }) => [
      doing('upload-1', 'ada', 300, picture('film.jpg', sizeMiB)),
      doing('cancel-1', 'ada', 300 + (400 * sizeMiB) / upRateMiBps, { type: 'cancel' }),
    ],
    { params: { sizeMiB: 25 } },
  ),
  attack: watched(
    'What scripts send',
    'Four scripts announce a picture of 1 MiB: one sends far more, one sends a program, one calls it a picture, and one puts it to the URL of a picture that was verified.',
    () => [
      doing('upload-1', 'mallory', 300, {
        ...picture('large.png', 1),
        script: { sends: picture('large.png', 1_024), again: null },
      }),
      doing('upload-2', 'mallory', 600, {
        ...picture('other.png', 1),
        script: { sends: program(1, 'application/x-msdownload'), again: null },
      }),
      doing('upload-3', 'mallory', 900, {
        ...picture('disguise.png', 1),
        script: { sends: program(1, 'image/png'), again: null },
      }),
      doing('upload-4', 'mallory', 1_200, {
        ...picture('swap.png', 1),
        script: { sends: null, again: program(1, 'image/png') },
      }),
    ],
    {
      clients: [{ id: 'mallory', title: 'Mallory' }],
      params: { upRateMiBps: 50 },
      horizonUs: () => 60 * SECOND,
    },
  ),
  avatars: watched(
    'Two avatars',
    'Two people upload a picture of the same name.',
    () => [
      doing('upload-1', 'ada', 300, { ...picture('avatar.png', 2), body: 'png:ada' }),
      doing('upload-2', 'ben', 4_000, { ...picture('avatar.png', 2), body: 'png:ben' }),
    ],
    { clients: [ada, ben], horizonUs: () => 30 * SECOND },
  ),
  'bad-line': watched(
    'A bad line',
    'Files are sent one after the other over a line that drops at random: its hazard is per MiB.',
    ({ users = 1, sizeMiB = 1 }) =>
      Array.from({ length: users }, (_, i) =>
        doing(`upload-${i + 1}`, 'ada', 300, picture(`photo-${i + 1}.jpg`, sizeMiB)),
      ),
    {
      settings: { filesAtOnce: 1 },
      params: { dropHazardPerMiB: 0.01, maxAttempts: 10, users: 3, urlTtlS: 604_800, retryMs: 100 },
      horizonUs: (params) => Math.ceil(6 * (params['users'] ?? 1) * sendS(params) + 60) * SECOND,
    },
  ),
  ...searchableWorkloads,
} as const satisfies Readonly<Record<string, WorkloadSpec>>;
