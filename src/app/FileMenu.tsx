import { Download, FileJson, FolderOpen, Send } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import { IconButton } from '../panels/controls/Button.tsx';
import { save } from '../panels/exporting/save.ts';
import { openedFile, runFile } from '../playback/file.ts';
import { usePlaybackStore } from '../playback/usePlayback.ts';
import { library, orSay } from './library.ts';

const ExportSheet = lazy(async () => ({
  default: (await import('./ExportSheet.tsx')).ExportSheet,
}));

/** A run of the largest size that a link may unpack to is far smaller. */
const FILE_MAX_BYTES = 4 * 1024 * 1024;

export function FileMenu() {
  const store = usePlaybackStore();
  const input = useRef<HTMLInputElement>(null);

  const [isExporting, setIsExporting] = useState(false);

  const saveRun = () => {
    const { scene, run } = store.getState();
    const { name, text } = runFile(scene.flow, run);
    save(name, text, 'application/json');
  };
  const act = (key: unknown) => {
    if (key === 'save') saveRun();
    else if (key === 'export') setIsExporting(true);
    else input.current?.click();
  };

  const open = async (file: File) => {
    const { open: openRun, setProblem } = store.getState();
    if (file.size > FILE_MAX_BYTES) {
      const details = ['It is larger than 4 MB; a run is a few kilobytes of JSON.'];
      setProblem({ title: `The file “${file.name}” is not a run.`, details });
      return;
    }
    await orSay(store, async () => {
      const opened = await openedFile(library, file.name, await file.text());
      if (opened.ok) openRun(opened.run, { title: file.name });
      else setProblem(opened.problem);
    });
  };

  return (
    <>
      <MenuTrigger>
        <IconButton label="File">
          <FileJson size={17} aria-hidden />
        </IconButton>
        <Popover>
          <Menu aria-label="File" onAction={act}>
            <MenuItem id="export" textValue="Export: report, pictures, animation">
              <Send size={15} aria-hidden />
              <Text slot="label">Export: report, pictures, animation</Text>
            </MenuItem>
            <MenuItem id="save" textValue="Save the run to a file">
              <Download size={15} aria-hidden />
              <Text slot="label">Save the run to a file</Text>
            </MenuItem>
            <MenuItem id="open" textValue="Open a run from a file">
              <FolderOpen size={15} aria-hidden />
              <Text slot="label">Open a run from a file</Text>
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      {isExporting && (
        <Suspense>
          <ExportSheet onClose={() => setIsExporting(false)} />
        </Suspense>
      )}
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="Open a run from a file"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file !== undefined) void open(file);
        }}
      />
    </>
  );
}
