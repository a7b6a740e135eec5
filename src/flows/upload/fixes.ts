/** The design choices of the family. The first value of each is the default. */
import type { FixSpec } from '../../flow/flow.ts';

const PRESIGNED = ['presigned-put', 'presigned-post', 'multipart'];

export const fixes = {
  order: {
    title: 'Order of recording',
    explain: 'A file is in storage and its row in the database: there is no transaction over both.',
    values: ['uploadFirst', 'readyFirst', 'pendingFirst'],
    valuesExplained: {
      uploadFirst: 'The row is written when the file is there.',
      readyFirst: 'The row says READY before the file is there.',
      pendingFirst: 'The row says PENDING first, and READY when the file is there.',
    },
    variants: PRESIGNED,
  },
  finalize: {
    title: 'Who says that it is there',
    explain: 'By whom the API learns that a file has arrived in storage.',
    values: ['client', 'event'],
    valuesExplained: {
      client: 'The browser calls the API after its upload.',
      event: 'Storage sends an event, again and again until the API has taken it.',
    },
    variants: PRESIGNED,
  },
  sweeper: {
    title: 'Sweeper',
    explain:
      'A job looks at files and rows that are older than the sweep age, and puts them right.',
    values: ['off', 'on'],
  },
  signOnDemand: {
    title: 'Sign when needed',
    explain: 'A URL is signed shortly before its use, and once more when it has expired.',
    values: ['off', 'on'],
    variants: PRESIGNED,
  },
  resume: {
    title: 'Resume',
    explain: 'After a reload the page asks which bytes are there already, and sends the others.',
    values: ['off', 'on'],
    variants: ['multipart', 'tus'],
  },
  'signLength+Type': {
    title: 'Sign length and type',
    explain: 'Content-Length and Content-Type are part of the signature: other ones get a 403.',
    values: ['off', 'on'],
    variants: ['presigned-put'],
  },
  verifyOnComplete: {
    title: 'Verify what has arrived',
    explain: 'Before READY the API looks at size, type, checksum and first bytes of the object.',
    values: ['off', 'on'],
    variants: PRESIGNED,
    // An event alone does not say what was announced: a row must, that is not READY yet.
    when: [{ finalize: ['client'] }, { order: ['pendingFirst'] }],
  },
  seal: {
    title: 'Seal the object',
    explain: 'What keeps a URL that still lives from replacing an object that was verified.',
    values: ['none', 'checksum', 'ifNoneMatch', 'copy'],
    valuesExplained: {
      none: 'Nothing.',
      checksum: 'The checksum is signed: other bytes get a 400.',
      ifNoneMatch: 'If-None-Match: * is signed: a second PUT gets a 412.',
      copy: 'The API copies the object to a key that nobody has a URL for.',
    },
    variants: ['presigned-put'],
  },
  abortRule: {
    title: 'Abort rule',
    explain: 'Storage deletes the parts of uploads that were not completed within the abort age.',
    values: ['off', 'on'],
    variants: ['multipart'],
  },
  parseCompleteBody: {
    title: 'Read the body of a 200',
    explain: 'Completing a multipart upload may answer 200 with an error in its body.',
    values: ['on', 'off'],
    variants: ['multipart'],
  },
  completeRecover: {
    title: 'Look after a 404',
    explain:
      'When an upload to be completed is unknown, the API looks whether its object is there.',
    values: ['off', 'on'],
    variants: ['multipart'],
  },
  uniqueKey: {
    title: 'Unique key',
    explain: 'The API makes a key for each upload, instead of taking the name of the file.',
    values: ['on', 'off'],
    variants: PRESIGNED,
  },
  exposeETag: {
    title: 'CORS exposes ETag',
    explain:
      'A page may read the ETag of a response only if the bucket allows it, and parts are named by theirs.',
    values: ['on', 'off'],
    variants: ['multipart'],
  },
} as const satisfies Readonly<Record<string, FixSpec>>;
