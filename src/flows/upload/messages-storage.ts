/** What is said to storage and by storage: S3's requests, and its errors in XML. */
import type { MessageView } from '../../flow/message.ts';
import type { Message } from '../../kernel/system.ts';
import { codeIn, ERROR_STATUSES, errorXml, statusOf } from './machines/storage/xml.ts';
import { sizeText } from './words.ts';

const texts = [
  'key',
  'algorithm',
  'credential',
  'date',
  'signedHeaders',
  'signature',
  'uploadId',
  'contentType',
  'checksum',
  'noneMatch',
  'body',
  'etag',
  'policy',
];

const internal = (): Message => ({ type: 'xmlError', xml: errorXml('SlowDown') });
const err = (request: Message): Message => ({ type: 'ERR', of: request.type });

const fromBrowser = {
  putObject: {
    role: 'request',
    replies: ['stored', 'xmlError'],
    failsAs: internal,
    kind: 'request',
    label: ({ key, partNumber }) =>
      partNumber === undefined ? `PUT ${key}` : `PUT part ${partNumber}`,
    say: ({ key, length, partNumber }, from, to) =>
      `${from} begins to put ${partNumber === undefined ? key : `part ${partNumber} of ${key}`}, ${sizeText(length)}, to ${to}.`,
    http: {
      method: 'PUT',
      path: '/api/storage/:key?X-Amz-Algorithm=:algorithm&X-Amz-Credential=:credential&X-Amz-Date=:date&X-Amz-Expires=:expiresS&X-Amz-SignedHeaders=:signedHeaders&X-Amz-Signature=:signature&partNumber=:partNumber&uploadId=:uploadId',
      headers: {
        'Content-Type': 'contentType',
        'Content-Length': 'length',
        'If-None-Match': 'noneMatch',
        'x-amz-checksum-sha256': 'checksum',
        'X-Sim-Body': 'body',
      },
      texts,
    },
  },
  postObject: {
    role: 'request',
    replies: ['posted', 'xmlError'],
    failsAs: internal,
    kind: 'request',
    label: ({ key }) => `POST form ${key}`,
    say: ({ key, length }, from, to) =>
      `${from} begins to post ${key}, ${sizeText(length)}, to ${to}.`,
    http: {
      method: 'POST',
      path: '/api/storage',
      headers: { 'Content-Length': 'length', 'X-Sim-Body': 'body' },
      // SIMPLIFIED: the fields of the form are JSON; a form's are multipart/form-data.
      body: ['key', 'algorithm', 'credential', 'date', 'policy', 'signature', 'contentType'],
      texts,
    },
  },
  CHUNK: {
    role: 'oneWay',
    kind: 'request',
    label: ({ bytes }) => sizeText(bytes),
    say: ({ bytes }, from, to) => `${sizeText(bytes)} of a body leave ${from} for ${to}.`,
  },
  stored: {
    role: 'reply',
    kind: 'reply',
    label: ({ etag }) => (etag === undefined ? '200, ETag hidden' : '200 ETag'),
    say: ({ etag }, from, to) =>
      etag === undefined
        ? `${from} has it all, and tells ${to}; which may not read the ETag.`
        : `${from} has it all, and tells ${to} its ETag, ${etag.slice(0, 8)}….`,
    http: { status: 200, statuses: [200], headers: { ETag: 'etag' }, texts },
  },
  posted: {
    role: 'reply',
    kind: 'reply',
    label: () => '204',
    say: (_, from, to) => `${from} has it all, and tells ${to}.`,
    http: { status: 204, statuses: [204], headers: { ETag: 'etag' }, texts },
  },
  xmlError: {
    role: 'reply',
    kind: 'error',
    label: ({ xml }) => `${statusOf(codeIn(xml))} ${codeIn(xml)}`,
    say: ({ xml }, from, to) =>
      `${from} answers ${to} with ${statusOf(codeIn(xml))} ${codeIn(xml)}: ${messageIn(xml)}`,
    http: {
      status: ({ xml }) => statusOf(codeIn(xml)),
      statuses: ERROR_STATUSES,
      xml: 'xml',
    },
  },
} satisfies Record<string, MessageView>;

const back = (
  replies: readonly string[],
  label: MessageView['label'],
  say: MessageView['say'],
): MessageView => ({
  role: 'request',
  replies: [...replies, 'ERR'],
  failsAs: err,
  kind: 'command',
  apart: true,
  label,
  say,
});

const answer = (label: MessageView['label'], say: MessageView['say']): MessageView => ({
  role: 'reply',
  kind: 'reply',
  apart: true,
  label,
  say,
});

const fromServers = {
  PUT: {
    role: 'request',
    replies: ['PUT_OK', 'xmlError'],
    failsAs: internal,
    kind: 'command',
    label: ({ key }) => `put ${key}`,
    say: ({ key, length }, from, to) =>
      `${from} begins to put ${key}, ${sizeText(length)}, to ${to}.`,
  },
  PUT_OK: {
    role: 'reply',
    kind: 'reply',
    label: () => 'stored',
    say: (_, from, to) => `${from} tells ${to} that it has it all.`,
  },
  HEAD: back(
    ['META'],
    ({ key }) => `head ${key}`,
    ({ key }, from, to) => `${from} asks ${to} what ${key} is.`,
  ),
  META: answer(
    ({ meta }) => (meta === null ? 'not there' : sizeText(meta.sizeBytes)),
    ({ meta }, from, to) =>
      meta === null
        ? `${from} tells ${to} that it is not there.`
        : `${from} tells ${to}: ${meta.key} has ${sizeText(meta.sizeBytes)}, is called ${meta.contentType}, and begins like a ${meta.kind}.`,
  ),
  CREATE: back(
    ['CREATED'],
    ({ key }) => `open ${key}`,
    ({ key }, from, to) => `${from} opens a multipart upload of ${key} at ${to}.`,
  ),
  CREATED: answer(
    ({ uploadId }) => uploadId,
    ({ uploadId }, from, to) => `${from} tells ${to} that the upload is ${uploadId}.`,
  ),
  COMPLETE: back(
    ['ANSWER'],
    ({ parts }) => `complete ${parts.length} parts`,
    ({ key, parts }, from, to) => `${from} asks ${to} to make ${key} of its ${parts.length} parts.`,
  ),
  ANSWER: {
    ...answer(
      ({ status, xml }) => `${status} ${codeIn(xml) ?? 'complete'}`,
      ({ status, xml }, from, to) =>
        codeIn(xml) === null
          ? `${from} answers ${to}: the object is made of its parts.`
          : `${from} answers ${to} with ${status}, and in the body with the error ${codeIn(xml)}.`,
    ),
    kind: ({ xml }) => (codeIn(xml) === null ? 'reply' : 'error'),
  },
  LIST: back(
    ['PARTS', 'ANSWER'],
    () => 'list parts',
    ({ uploadId }, from, to) => `${from} asks ${to} which parts of ${uploadId} are there.`,
  ),
  PARTS: answer(
    ({ parts }) => `${parts.length} parts`,
    ({ parts }, from, to) => `${from} tells ${to} of ${parts.length} parts.`,
  ),
  ABORT: back(
    ['DELETED', 'ANSWER'],
    ({ uploadId }) => `abort ${uploadId}`,
    ({ uploadId }, from, to) => `${from} asks ${to} to abort ${uploadId}.`,
  ),
  COPY: back(
    ['META'],
    ({ to }) => `copy to ${to}`,
    (message, from, to) => `${from} asks ${to} to copy ${message.key} to ${message.to}.`,
  ),
  DELETE: back(
    ['DELETED'],
    ({ key }) => `delete ${key}`,
    ({ key }, from, to) => `${from} asks ${to} to delete ${key}.`,
  ),
  DELETED: answer(
    () => 'deleted',
    (_, from, to) => `${from} tells ${to} that it is gone.`,
  ),
  objectCreated: {
    role: 'request',
    replies: ['TAKEN'],
    kind: 'push',
    apart: true,
    label: ({ meta }) => `event ${meta.key}`,
    say: ({ meta }, from, to) => `${from} tells ${to} that ${meta.key} is there.`,
  },
  TAKEN: answer(
    () => 'taken',
    (_, from, to) => `${from} tells ${to} that it has heard it.`,
  ),
  // No call that waits: what was not heard is said again.
  OLD: {
    role: 'oneWay',
    kind: 'background',
    label: ({ key }) => `old: ${key}`,
    say: ({ key }, from, to) => `${to} finds something old at ${from}: ${key}.`,
  },
  SWEPT: {
    role: 'oneWay',
    kind: 'background',
    label: ({ key }) => `swept ${key}`,
    say: ({ key }, from, to) => `${from} is through with ${key} of ${to}.`,
  },
} satisfies Record<string, MessageView>;

const messageIn = (xml: unknown): string => /<Message>(.*)<\/Message>/.exec(String(xml))?.[1] ?? '';

export const storageMessages: Readonly<Record<string, MessageView>> = {
  ...fromBrowser,
  ...fromServers,
};
