/** The ways of uploading, with their procedures as they are shown. */
import type { Listing, VariantSpec } from '../../flow/flow.ts';
import type { Variant } from './settings.ts';

/** The four steps of the recommended pattern. */
const browserPut: Listing = {
  title: 'Browser: upload',
  machine: 'upload',
  lines: [
    { text: 'select file: name, size, type, SHA-256', states: ['selectingFile'] },
    { text: 'presign: POST /api/uploads', states: ['presigning'] },
    { text: 'wait for my turn', states: ['waitingForTurn'] },
    {
      text: 'upload directly to storage: PUT url',
      states: ['uploadingDirect', 'pausing', 'waitingForLine', 'givingUp'],
    },
    {
      text: 'record metadata: POST /api/uploads/{id}/complete',
      states: ['recordingMetadata', 'pausingToRecord'],
      when: { finalize: ['client'] },
    },
    {
      text: 'look until storage has told the API',
      states: ['awaitingEvent', 'looking'],
      when: { finalize: ['event'] },
    },
  ],
};

const browserForm: Listing = {
  ...browserPut,
  lines: browserPut.lines.map((line) =>
    line.states.includes('uploadingDirect')
      ? { ...line, text: 'upload directly to storage: POST form' }
      : line,
  ),
};

const presign: Listing = {
  title: 'API: POST /api/uploads',
  machine: 'presign',
  lines: [
    { text: 'check size and type against the policy', states: ['validating'] },
    {
      text: 'db.insert(PENDING)',
      states: ['recording'],
      when: { order: ['pendingFirst'] },
    },
    { text: 'db.insert(READY)', states: ['recording'], when: { order: ['readyFirst'] } },
    { text: 'sign a URL: Signature Version 4', states: ['signing'] },
    { text: 'otherwise: 413, 415, 503, 504', states: ['refusing', 'failing', 'timingOut'] },
  ],
};

const presignParts: Listing = {
  ...presign,
  lines: [
    ...presign.lines.slice(0, 1),
    { text: 'storage.createMultipartUpload()', states: ['opening'] },
    ...presign.lines.slice(1),
  ],
};

const complete: Listing = {
  title: 'API: POST …/complete',
  machine: 'complete',
  lines: [
    {
      text: 'storage.head(): size, type, checksum, first bytes',
      states: ['inspecting'],
      when: { verifyOnComplete: ['on'] },
    },
    {
      text: 'not as announced: delete it',
      states: ['rejecting', 'removing'],
      when: { verifyOnComplete: ['on'] },
    },
    {
      text: 'storage.copy() to its final key, unless that is done',
      states: ['copying', 'lookingAtCopy'],
      when: { seal: ['copy'] },
    },
    { text: 'db: READY', states: ['recording', 'answering'] },
    { text: 'storage.delete() what was copied', states: ['tidying'], when: { seal: ['copy'] } },
    { text: 'otherwise: 422, 503, 504', states: ['refusing', 'failing', 'timingOut'] },
  ],
};

const completeParts: Listing = {
  ...complete,
  lines: [
    { text: 'storage.complete(parts and ETags)', states: ['assembling'] },
    {
      text: '404: was it completed before? storage.head()',
      states: ['looking'],
      when: { completeRecover: ['on'] },
    },
    ...complete.lines,
  ],
};

const finalize: Listing = {
  title: 'API: event of storage',
  machine: 'finalize',
  when: { finalize: ['event'] },
  lines: [
    {
      text: 'db.find(row); is the object as announced?',
      states: ['inspecting'],
      when: { verifyOnComplete: ['on'] },
    },
    {
      text: 'db.find(row); was it copied before?',
      states: ['inspecting'],
      when: { seal: ['copy'], verifyOnComplete: ['off'] },
    },
    {
      text: 'not as announced: delete it',
      states: ['rejecting', 'removing'],
      when: { verifyOnComplete: ['on'] },
    },
    {
      text: 'storage.copy() to its final key',
      states: ['copying'],
      when: { seal: ['copy'] },
    },
    { text: 'db: READY', states: ['recording'] },
    { text: 'storage.delete() what was copied', states: ['tidying'], when: { seal: ['copy'] } },
    { text: 'take the event; else it comes again', states: ['taking', 'leaving'] },
  ],
};

const browserParts: Listing = {
  title: 'Browser: upload in parts',
  machine: 'upload',
  lines: [
    { text: 'select file: name, size, type, SHA-256', states: ['selectingFile'] },
    {
      text: 'after a reload: GET …/parts',
      states: ['listing', 'listingAgain', 'completingAgain', 'completingLater'],
      when: { resume: ['on'] },
    },
    { text: 'presign: POST /api/uploads', states: ['presigning', 'pausing'] },
    {
      text: 'all URLs: POST …/parts',
      states: ['signing', 'signingAgain'],
      when: { signOnDemand: ['off'] },
    },
    { text: 'upload directly to storage: PUT each part', states: ['uploadingDirect'] },
    {
      text: 'record metadata: POST …/complete, with the ETags',
      states: ['recordingMetadata', 'pausingToRecord'],
    },
    {
      text: 'look until storage has told the API',
      states: ['awaitingEvent', 'looking'],
      when: { finalize: ['event'] },
    },
    { text: 'cancel: DELETE /api/uploads/{id}', states: ['cancelling'] },
  ],
};

const browserDirect: Listing = {
  title: 'Browser: upload',
  machine: 'upload',
  lines: [
    { text: 'select file', states: ['selectingFile'] },
    { text: 'POST /api/files, with all bytes', states: ['uploading'] },
    { text: 'after a drop: all bytes again', states: ['pausing', 'waitingForLine'] },
  ],
};

const receive = (...first: Listing['lines'][number][]): Listing => ({
  title: 'API: POST /api/files',
  machine: 'receive',
  lines: [
    ...first,
    { text: 'PUT to storage', states: ['puttingToStorage'] },
    { text: 'db.insert(READY)', states: ['recording'] },
    { text: '201 {id, status}', states: ['answering'] },
    { text: 'otherwise: 503', states: ['failing', 'abandoned', 'killed'] },
  ],
});

const browserTus: Listing = {
  title: 'Browser: tus',
  machine: 'upload',
  lines: [
    { text: 'select file', states: ['selectingFile'] },
    { text: 'POST: Upload-Length, 201 Location', states: ['creating', 'creatingAgain'] },
    { text: 'PATCH: Upload-Offset, bytes from there on', states: ['uploading'] },
    {
      text: 'after a drop: HEAD gives the offset',
      states: ['pausing', 'waitingForLine', 'askingOffset'],
    },
  ],
};

export const variants: Readonly<Record<Variant, VariantSpec>> = {
  'presigned-put': {
    title: 'Presigned PUT',
    explain: 'The API signs a URL, and the browser puts the file to storage in one request.',
    listings: [browserPut, presign, complete, finalize],
  },
  'presigned-post': {
    title: 'Presigned POST form',
    explain: 'The API signs a policy, and the browser posts a form that fits it to storage.',
    listings: [browserForm, presign, complete, finalize],
  },
  multipart: {
    title: 'Multipart',
    explain: 'The file goes to storage in parts, each with a URL of its own.',
    listings: [browserParts, presignParts, completeParts, finalize],
  },
  'direct-buffered': {
    title: 'Direct, buffered',
    explain: 'The file goes through the API, which holds all of it before it passes it on.',
    listings: [
      browserDirect,
      receive({ text: 'buffer the whole body in memory', states: ['buffering'] }),
    ],
  },
  'direct-streaming': {
    title: 'Direct, streaming',
    explain: 'The file goes through the API, which passes each chunk on as it comes.',
    listings: [
      browserDirect,
      receive({ text: 'pass on each 64 KiB to storage', states: ['streaming'] }),
    ],
  },
  tus: {
    title: 'tus',
    explain: 'The file goes to the API, which keeps what has come on its disk and tells how much.',
    listings: [browserTus, receive()],
  },
};
