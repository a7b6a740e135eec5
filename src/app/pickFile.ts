import type { PickedFile } from '../flow/flow.ts';

/** Asks the person for a file. Its bytes are not read; `null` when they choose none. */
export function pickFile(): Promise<PickedFile | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.addEventListener('cancel', () => resolve(null));
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      if (file === undefined) return resolve(null);
      const { name, size, type } = file;
      resolve({ name, sizeBytes: size, contentType: type });
    });
    input.click();
  });
}
