import { Check, Copy, Link2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { DialogTrigger, Popover } from 'react-aria-components';
import { Button } from '../panels/controls/Button.tsx';
import { copied } from '../panels/controls/copied.ts';
import { useLesson } from '../panels/lesson/context.ts';
import { encodeLink } from '../playback/link.ts';
import { usePlaybackStore } from '../playback/usePlayback.ts';
import { formatClock } from '../views/words.ts';
import styles from './Share.module.css';

type Link =
  | { readonly href: string; readonly copied: boolean; readonly at: string }
  | { readonly why: string };

/** The link of this very moment: copied at once, and there to be selected. */
export function Share() {
  const store = usePlaybackStore();
  const [link, setLink] = useState<Link | null>(null);
  const field = useRef<HTMLInputElement>(null);

  const lesson = useLesson();

  const make = async () => {
    const { run, playhead, pause } = store.getState();
    pause();
    if (lesson !== null) {
      const { href } = location;
      setLink({ href, copied: await copied(href), at: 'this step' });
      return;
    }
    try {
      const hash = await encodeLink(run, Math.floor(playhead.atUs), playhead.index);
      const href = new URL(hash, location.href).href;
      setLink({ href, copied: await copied(href), at: formatClock(playhead.atUs) });
    } catch (error) {
      setLink({ why: error instanceof Error ? error.message : String(error) });
    }
  };

  return (
    <DialogTrigger onOpenChange={(isOpen) => (isOpen ? void make() : setLink(null))}>
      <Button label="Share">
        <Link2 size={15} aria-hidden />
        <span className={styles.word}>Share</span>
      </Button>
      <Popover
        placement="bottom end"
        offset={6}
        className={styles.popover ?? ''}
        aria-label="Share this moment"
      >
        <div className={styles.dialog}>
          {link === null && <p>Making the link …</p>}
          {link !== null && 'why' in link && <p>{link.why}</p>}
          {link !== null && 'href' in link && (
            <>
              <p role="status">
                {link.copied ? (
                  <strong className={styles.done}>
                    <Check size={14} aria-hidden /> Copied.
                  </strong>
                ) : (
                  <strong>Copy this link.</strong>
                )}{' '}
                It opens this {lesson === null ? 'run' : 'scenario'} at {link.at}.
              </p>
              <div className={styles.row}>
                <input
                  ref={field}
                  className={styles.field}
                  readOnly
                  aria-label="Link to this moment"
                  value={link.href}
                  onFocus={(event) => event.target.select()}
                />
                <Button
                  label="Copy the link"
                  onPress={() => {
                    field.current?.select();
                    void copied(link.href).then((isCopied) =>
                      setLink({ ...link, copied: isCopied }),
                    );
                  }}
                >
                  <Copy size={15} aria-hidden />
                </Button>
              </div>
            </>
          )}
        </div>
      </Popover>
    </DialogTrigger>
  );
}
