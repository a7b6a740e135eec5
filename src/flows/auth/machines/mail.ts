/** The mails that were sent, until somebody opens them. The newest is opened first. */
import { enqueueActions, setup } from 'xstate';
import { type Turn, takeTurn, tell } from '../../../flow/turn.ts';
import { type Command, fact, send } from '../../../kernel/system.ts';
import type { LinkKind, Mail, OpenMail } from '../protocol.ts';

export interface MailRow {
  readonly to: string;
  readonly kind: LinkKind;
  readonly link: string;
  readonly opened: boolean;
}

export interface MailContext {
  readonly mails: readonly MailRow[];
}

/** So many are kept. */
const MAILS_KEPT = 6;

export const mailMachine = setup({
  types: {} as {
    context: MailContext;
    events: Mail | OpenMail;
    emitted: Command;
    input: MailContext;
  },
  actions: {
    take: enqueueActions(({ context, event, enqueue }) => {
      takeTurn(context, enqueue, (turn) => step(turn, event));
    }),
  },
}).createMachine({
  id: 'mail',
  context: ({ input }) => ({ mails: input.mails }),
  initial: 'serving',
  states: { serving: { on: { '*': { actions: 'take' } } } },
});

function step(turn: Turn<MailContext>, event: Mail | OpenMail): void {
  const { mails } = turn.context;
  if (event.type === 'MAIL') {
    const { to, kind, link } = event;
    turn.context = { mails: [...mails, { to, kind, link, opened: false }].slice(-MAILS_KEPT) };
    tell(turn, fact({ type: 'mailed', to, kind, link }));
    return;
  }
  const found = mails.findLast(({ to }) => to === event.whose);
  if (found !== undefined) {
    turn.context = {
      mails: mails.map((each) => (each === found ? { ...each, opened: true } : each)),
    };
  }
  const { kind = '', link = '' } = found ?? {};
  tell(turn, send(event.from, { type: 'mailOpened', kind, link }));
}
