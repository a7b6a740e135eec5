/** The field guide: the presigned upload, and what it is better at than the way through the server. */
import type { Guide } from '../../flow/guide.ts';

const presigned = { called: 'Presigned', variant: 'presigned-put' } as const;

export const guide: Guide = {
  title: 'File upload flow',
  say: 'The bytes of a file take another way than the words about it.',
  groups: [
    {
      title: 'Recommended pattern',
      entries: [
        {
          id: 'upload.presigned',
          title: 'Presigned upload',
          what: 'Select a file, ask the API for a presigned URL, upload directly to storage, record the metadata in the database. The API decides who may upload what, and never sees a byte.',
          use: 'For files of more than a few megabytes, or many of them. A URL is a permission: let it be short-lived, and look at what has arrived.',
          run: { variant: 'presigned-put', workload: 'photos' },
          called: 'Presigned',
          lookAtUs: 3_000_000,
          claim: [
            { fact: 'began', compare: 'eq', value: 3 },
            { fact: 'stored', compare: 'eq', value: 3 },
            { fact: 'recorded', compare: 'eq', value: 3 },
            { metric: 'server-traffic', compare: 'eq', value: 0 },
          ],
          others: [{ called: 'Through the server', variant: 'direct-streaming' }],
          measures: ['done', 'server-traffic', 'server-memory'],
        },
      ],
    },
    {
      title: 'Improvements over direct upload',
      entries: [
        {
          id: 'upload.server-memory',
          title: 'Server memory',
          what: 'Twenty people upload at once, and the server keeps each body until it is whole. It runs out of memory, and all twenty fail, with everybody else who was served there.',
          use: 'Presigned: files go directly to storage, and the server’s memory does not know of them. Where they must pass through, stream them.',
          run: { variant: 'direct-buffered', workload: 'friends' },
          called: 'Direct, buffered',
          claim: [
            { metric: 'out-of-memory', compare: 'ge', value: 1 },
            { metric: 'server-memory', compare: 'gt', value: 1_000 },
          ],
          others: [presigned, { called: 'Direct, streamed', variant: 'direct-streaming' }],
          measures: ['server-memory', 'out-of-memory', 'done'],
        },
        {
          id: 'upload.scalability',
          title: 'Scalability',
          what: 'Twenty people with a megabyte a second each. Past the server all of them go at full speed; through a server that can pass on five, they wait for each other until they give up.',
          use: 'Presigned: it scales with the storage. A direct upload is limited by the server, and takes more servers for more people.',
          run: { variant: 'presigned-put', workload: 'friends' },
          called: 'Presigned',
          lookAtUs: 50_000_000,
          claim: [
            { metric: 'done', compare: 'eq', value: 20 },
            { metric: 'scalability', compare: 'gt', value: 15 },
          ],
          others: [
            {
              called: 'Through a server with 5 MiB/s',
              variant: 'direct-streaming',
              params: { apiRateMiBps: 5 },
            },
          ],
          measures: ['scalability', 'done', 'server-traffic'],
        },
        {
          id: 'upload.resumability',
          title: 'Resumability',
          what: 'At 60 % there is a tunnel. A body that is sent in one piece begins again from its first byte.',
          use: 'Multipart, built in to storage: what has arrived stays, and only the part that was under way is sent again. In a server of one’s own it takes a protocol such as tus.',
          run: { variant: 'direct-streaming', workload: 'tunnel' },
          called: 'Direct',
          lookAtUs: 62_000_000,
          claim: [{ metric: 'sent-again', compare: 'ge', value: 60 }],
          others: [
            { called: 'Presigned, multipart', variant: 'multipart' },
            { called: 'Presigned, one piece', variant: 'presigned-put' },
            { called: 'Direct, tus', variant: 'tus' },
          ],
          measures: ['sent-again', 'sent'],
        },
        {
          id: 'upload.cost',
          title: 'Cost',
          what: 'Through the server each byte crosses its network twice: in from the browser, and out to storage. Both are paid for, and so are the servers that wait meanwhile.',
          use: 'Presigned: the traffic of the server falls to what is said about the files.',
          run: { variant: 'direct-streaming', workload: 'photos' },
          called: 'Direct',
          claim: [{ metric: 'server-traffic', compare: 'ge', value: 52 }],
          others: [presigned],
          measures: ['server-traffic', 'sent', 'done'],
        },
      ],
    },
  ],
};
