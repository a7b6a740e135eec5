/** Small enough to search: the workloads of the truth table. */
import type { ParamValue, WorkloadSpec } from '../../flow/flow.ts';
import type { Act } from '../../kernel/system.ts';
import { ada, ben, doing, picture, program } from './workloads-files.ts';

const PRESIGNED = ['presigned-put', 'presigned-post', 'multipart'];

/** For a search: nobody gives up unless a row says so, and a body is one slice. */
const SEARCHING: Readonly<Record<string, ParamValue>> = {
  sizeMiB: 10,
  parallel: 1,
  maxAttempts: 2,
  clientTimeoutMs: 'inf',
  backTimeoutMs: 'inf',
  eventRetryMs: 'inf',
  backRttMs: 0,
};

function searched(
  title: string,
  explain: string,
  acts: readonly Act[],
  more: Partial<WorkloadSpec> = {},
): WorkloadSpec {
  return {
    title,
    explain,
    clients: acts.some(({ node }) => node === 'ben') ? [ada, ben] : [ada],
    acts: () => acts,
    searchable: true,
    ...more,
    settings: { slices: 1, ...more.settings },
    params: { ...SEARCHING, ...more.params },
  };
}

const upload = (n: number, node: string, event: Act['event']): Act =>
  doing(`upload-${n}`, node, 100 * n, event);

/** What is announced: small, and a picture. */
const small = (more: object): Act['event'] => picture('cat.png', 1, more);

export const searchableWorkloads = {
  'one-file': searched('One file', 'A person uploads one file of 10 MiB.', [
    upload(1, 'ada', picture('cat.png', 10)),
  ]),
  'one-drop': searched(
    'One file in three slices',
    'A person uploads a file of 15 MiB, which is three slices or three parts.',
    [upload(1, 'ada', picture('cat.png', 15))],
    { settings: { slices: 3 } },
  ),
  'one-cancel': searched(
    'One file, cancelled',
    'A person uploads a file of two parts, and cancels at some moment.',
    [upload(1, 'ada', picture('cat.png', 10)), doing('cancel-1', 'ada', 7_000, { type: 'cancel' })],
  ),
  'two-avatars': searched('Two avatars', 'Two people upload a file of the same name.', [
    upload(1, 'ada', { ...picture('avatar.png', 1), body: 'png:ada' }),
    upload(2, 'ben', { ...picture('avatar.png', 1), body: 'png:ben' }),
  ]),
  'too-large': searched(
    'More than was announced',
    'A script announces a picture of 1 MiB, and sends one of 5 GiB.',
    [upload(1, 'ada', small({ script: { sends: { ...picture('cat.png', 5_120) }, again: null } }))],
  ),
  'other-type': searched(
    'Something else than was announced',
    'A script announces a picture, and sends a program that it calls one.',
    [
      upload(
        1,
        'ada',
        small({
          script: { sends: program(1, 'application/x-msdownload'), again: null },
        }),
      ),
    ],
  ),
  disguise: searched(
    'A program called a picture',
    'A script announces a picture, and sends a program under the type of a picture.',
    [upload(1, 'ada', small({ script: { sends: program(1, 'image/png'), again: null } }))],
  ),
  'put-again': searched(
    'Once more, with other bytes',
    'A script uploads a picture, has it verified, and puts a program to the same URL.',
    [upload(1, 'ada', small({ script: { sends: null, again: program(1, 'image/png') } }))],
    { variants: PRESIGNED.slice(0, 2) },
  ),
} as const satisfies Readonly<Record<string, WorkloadSpec>>;
