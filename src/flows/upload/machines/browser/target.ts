/** Where a file goes in one request: a URL, or the form of a POST. */
import type { FileInfo, UploadForm, UploadUrl } from '../../protocol.ts';
import { putHead } from './upload.ts';

export type Target =
  | Pick<UploadUrl, 'type' | 'uploadId' | 'key' | 'url' | 'headers'>
  | Pick<UploadForm, 'type' | 'uploadId' | 'key' | 'fields'>;

export const targetOf = (event: UploadUrl | UploadForm): Target =>
  event.type === 'uploadUrl'
    ? {
        type: event.type,
        uploadId: event.uploadId,
        key: event.key,
        url: event.url,
        headers: event.headers,
      }
    : { type: event.type, uploadId: event.uploadId, key: event.key, fields: event.fields };

export function headOf(target: Target, file: FileInfo) {
  if (target.type === 'uploadUrl') return putHead(target.url, file, target.headers);
  const { contentType, sizeBytes, body } = file;
  const { key, fields } = target;
  return { type: 'postObject', key, ...fields, contentType, length: sizeBytes, body };
}
