import { Download, FileJson, FolderOpen } from 'lucide-react';
import { useRef } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import { IconButton } from '../panels/controls/Button.tsx';
import { openedFile, runFile } from '../playback/file.ts';
import { usePlaybackStore } from '../playback/usePlayback.ts';
import { library, orSay } from './library.ts';

/** A run of the largest size that a link may unpack to is far smaller. */
const FILE_MAX_BYTES = 4 * 1024 * 1024;

export function FileMenu() {
  const store = usePlaybackStore();
  const input = useRef<HTMLInputElement>(null);

  const save = () => {
    const { scene, run } = store.getState();
    const { name, text } = runFile(scene.flow, run);
    const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    const link = Object.assign(document.createElement('a'), { href: address, download: name });
    link.click();
    URL.revokeObjectURL(address);
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
          <Menu
            aria-label="File"
            onAction={(key) => (key === 'save' ? save() : input.current?.click())}
          >
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
