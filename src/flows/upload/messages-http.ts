/** Between a browser and the API: HTTP. */
import type { HttpResponseShape, MessageView } from '../../flow/message.ts';
import type { Message } from '../../kernel/system.ts';
import { sizeText } from './words.ts';

/** A path or a header that is a text, whatever it looks like. */
const texts = [
  'key',
  'uploadId',
  'multipartId',
  'id',
  'name',
  'contentType',
  'sha256',
  'body',
  'location',
];

const failure = (): Message => ({ type: 'problem', status: 500, detail: 'It did not go well.' });

const request = {
  role: 'request',
  failsAs: failure,
  kind: 'request',
  // Beside the connection that carries a body.
  apart: true,
} as const;

const reply = (
  status: number,
  label: MessageView['label'],
  say: MessageView['say'],
  shape: Omit<HttpResponseShape, 'status' | 'statuses'> = {},
): MessageView => ({
  role: 'reply',
  kind: 'reply',
  apart: true,
  label,
  say,
  http: { status, statuses: [status], texts, ...shape },
});

const uploads = {
  postUpload: {
    ...request,
    replies: ['uploadUrl', 'uploadForm', 'uploadParts', 'problem'],
    label: ({ name }) => `POST upload ${name}`,
    say: ({ name, size }, from, to) =>
      `${from} asks ${to} for a way to upload ${name}, ${sizeText(size)}.`,
    http: {
      method: 'POST',
      path: '/api/uploads',
      headers: { 'Idempotency-Key': 'key' },
      body: ['name', 'size', 'contentType', 'sha256'],
      texts,
    },
  },
  uploadUrl: reply(
    201,
    () => '201 URL',
    ({ key, expiresAt }, from, to) =>
      `${from} gives ${to} a URL to put ${key} to, which lives until ${expiresAt}.`,
    { body: ['uploadId', 'key', 'url', 'method', 'headers', 'expiresAt'] },
  ),
  uploadForm: reply(
    201,
    () => '201 form',
    ({ key, expiresAt }, from, to) =>
      `${from} gives ${to} the fields of a form to post ${key} with, which live until ${expiresAt}.`,
    { body: ['uploadId', 'key', 'fields', 'expiresAt'] },
  ),
  uploadParts: reply(
    201,
    ({ partCount }) => `201 ${partCount} parts`,
    ({ key, partCount, partSize }, from, to) =>
      `${from} tells ${to} to send ${key} in ${partCount} parts of ${sizeText(partSize)}.`,
    { body: ['uploadId', 'key', 'multipartId', 'partSize', 'partCount', 'expiresAt'] },
  ),
  postParts: {
    ...request,
    replies: ['partUrls', 'problem'],
    label: ({ partNumbers }) => `POST sign ${partNumbers.length}`,
    say: ({ partNumbers }, from, to) =>
      `${from} asks ${to} for the URLs of ${partNumbers.length} parts, from part ${partNumbers[0]} on.`,
    http: {
      method: 'POST',
      path: '/api/uploads/:uploadId/parts',
      body: ['key', 'multipartId', 'partNumbers'],
      texts,
    },
  },
  partUrls: reply(
    200,
    ({ urls }) => `200 ${urls.length} URLs`,
    ({ urls }, from, to) => `${from} gives ${to} the URLs of ${urls.length} parts.`,
    { body: ['urls'] },
  ),
  getParts: {
    ...request,
    replies: ['partList', 'problem'],
    label: () => 'GET parts',
    say: (_, from, to) => `${from} asks ${to} which parts are there already.`,
    http: {
      method: 'GET',
      path: '/api/uploads/:uploadId/parts?key=:key&multipartId=:multipartId',
      texts,
    },
  },
  partList: reply(
    200,
    ({ parts }) => `200 ${parts.length} there`,
    ({ parts }, from, to) => `${from} tells ${to} that ${parts.length} parts are there already.`,
    { body: ['parts'] },
  ),
  deleteUpload: {
    ...request,
    replies: ['cancelled', 'problem'],
    label: () => 'DELETE upload',
    say: (_, from, to) => `${from} asks ${to} to abort the upload.`,
    http: {
      method: 'DELETE',
      path: '/api/uploads/:uploadId?key=:key&multipartId=:multipartId',
      texts,
    },
  },
  cancelled: reply(
    204,
    () => '204 aborted',
    (_, from, to) => `${from} tells ${to} that the upload is aborted, and its parts are gone.`,
  ),
  postComplete: {
    ...request,
    replies: ['uploadStatus', 'problem'],
    label: ({ uploadId }) => `POST complete ${uploadId}`,
    say: ({ key }, from, to) => `${from} tells ${to} that ${key} is uploaded.`,
    http: {
      method: 'POST',
      path: '/api/uploads/:uploadId/complete',
      body: ['key', 'size', 'contentType', 'sha256', 'multipartId', 'parts'],
      texts,
    },
  },
  getUpload: {
    ...request,
    replies: ['uploadStatus', 'problem'],
    label: ({ uploadId }) => `GET ${uploadId}`,
    say: ({ uploadId }, from, to) => `${from} asks ${to} how the upload ${uploadId} stands.`,
    http: { method: 'GET', path: '/api/uploads/:uploadId', texts },
  },
  uploadStatus: reply(
    200,
    ({ status }) => `200 ${status}`,
    ({ id, status }, from, to) => `${from} tells ${to} that ${id} is ${status}.`,
    { body: ['id', 'status'] },
  ),
} satisfies Record<string, MessageView>;

/** With their bodies behind them, on one connection. */
const direct = {
  postFile: {
    ...request,
    apart: false,
    replies: ['fileReady', 'problem'],
    label: ({ name }) => `POST ${name}`,
    say: ({ name, size }, from, to) =>
      `${from} begins to send ${name}, ${sizeText(size)}, to ${to}.`,
    http: {
      method: 'POST',
      path: '/api/files',
      // The form's own fields; its bytes stand in one word.
      headers: {
        'Idempotency-Key': 'key',
        'Content-Length': 'size',
        'X-Sim-Filename': 'name',
        'X-Sim-Type': 'contentType',
        'X-Sim-Body': 'body',
      },
      texts,
    },
  },
  fileReady: {
    ...reply(
      201,
      ({ id }) => `201 ${id}`,
      ({ id, status }, from, to) => `${from} answers ${to}: ${id} is ${status}.`,
      { body: ['id', 'status'] },
    ),
    apart: false,
  },
} satisfies Record<string, MessageView>;

/** https://tus.io/protocols/resumable-upload */
const tus = {
  postTus: {
    ...request,
    replies: ['tusCreated', 'problem'],
    label: ({ name }) => `POST tus ${name}`,
    say: ({ name, size }, from, to) =>
      `${from} opens an upload of ${name}, ${sizeText(size)}, at ${to}.`,
    http: {
      method: 'POST',
      path: '/api/tus',
      headers: {
        'Idempotency-Key': 'key',
        'Upload-Length': 'size',
        'X-Sim-Filename': 'name',
        'X-Sim-Type': 'contentType',
        'X-Sim-Sha256': 'sha256',
        'X-Sim-Body': 'body',
      },
      texts,
    },
  },
  tusCreated: reply(
    201,
    () => '201 Location',
    ({ location }, from, to) => `${from} tells ${to} that its upload is at ${location}.`,
    { headers: { Location: 'location' } },
  ),
  headTus: {
    ...request,
    replies: ['tusOffset', 'problem'],
    label: () => 'HEAD offset',
    say: (_, from, to) => `${from} asks ${to} how much of the upload is there.`,
    // SIMPLIFIED: tus asks with HEAD, whose answer has no body; so has this GET.
    http: { method: 'GET', path: '/api/tus/:id', texts },
  },
  tusOffset: reply(
    204,
    ({ offset }) => `204 ${sizeText(offset)}`,
    ({ offset }, from, to) => `${from} tells ${to} that ${sizeText(offset)} are there.`,
    { headers: { 'Upload-Offset': 'offset', 'Upload-Length': 'length' } },
  ),
  patchTus: {
    ...request,
    apart: false,
    replies: ['patched', 'problem'],
    label: ({ offset }) => `PATCH from ${sizeText(offset)}`,
    say: ({ offset, length }, from, to) =>
      `${from} begins to send ${sizeText(length)} to ${to}, from ${sizeText(offset)} on.`,
    http: {
      method: 'PATCH',
      path: '/api/tus/:id',
      headers: { 'Upload-Offset': 'offset', 'Content-Length': 'length', 'X-Sim-Body': 'body' },
      texts,
    },
  },
  patched: {
    ...reply(
      204,
      ({ offset }) => `204 ${sizeText(offset)}`,
      ({ offset }, from, to) => `${from} tells ${to} that all ${sizeText(offset)} are there.`,
      { headers: { 'Upload-Offset': 'offset' } },
    ),
    apart: false,
  },
} satisfies Record<string, MessageView>;

const PROBLEMS = [400, 404, 409, 413, 415, 422, 460, 500, 502, 503, 504];

export const httpMessages: Readonly<Record<string, MessageView>> = {
  ...uploads,
  ...direct,
  ...tus,
  problem: {
    role: 'reply',
    kind: 'error',
    apart: true,
    label: ({ status }) => `${status}`,
    say: ({ status, detail }, from, to) => `${from} answers ${to} with ${status}: ${detail}`,
    http: {
      status: (message) => Number(message['status']),
      statuses: PROBLEMS,
      body: ['status', 'detail'],
      constant: { type: 'https://sim.local/problems/upload', title: 'Upload' },
    },
  },
};
