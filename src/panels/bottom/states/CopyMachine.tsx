import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { DialogTrigger, Popover } from 'react-aria-components';
import type { MachineSpec } from '../../../kernel/system.ts';
import { machineJson } from '../../../views/machineJson.ts';
import { Button } from '../../controls/Button.tsx';
import { copied } from '../../controls/copied.ts';
import styles from './States.module.css';

/** The machine's definition as JSON: copied at once, and there to be selected. */
export function CopyMachine({ spec }: { readonly spec: MachineSpec }) {
  const [isCopied, setIsCopied] = useState<boolean | null>(null);
  const json = machineJson(spec);
  return (
    <DialogTrigger
      onOpenChange={(isOpen) => {
        if (isOpen) void copied(json).then(setIsCopied);
        else setIsCopied(null);
      }}
    >
      <Button>
        <Copy size={14} aria-hidden /> JSON
      </Button>
      <Popover
        placement="top end"
        offset={6}
        className={styles.popover ?? ''}
        aria-label="The machine as JSON"
      >
        <div className={styles.dialog}>
          <p role="status">
            {isCopied === true && (
              <strong className={styles.done}>
                <Check size={14} aria-hidden /> Copied.{' '}
              </strong>
            )}
            {isCopied === false && <strong>Copy this. </strong>}
            For <code>createMachine</code> and other XState tools: states, transitions, and the
            names of guards, actions and delays.
          </p>
          <textarea
            readOnly
            rows={12}
            aria-label="The machine as JSON"
            value={json}
            onFocus={(event) => event.target.select()}
          />
        </div>
      </Popover>
    </DialogTrigger>
  );
}
