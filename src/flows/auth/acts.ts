/** What a person can make a tab, and an attacker, do. */
import type { ActSpec } from '../../flow/flow.ts';

const act = (
  type: string,
  title: string,
  explain: string,
  op: string,
  more: Record<string, string | string[] | number> = {},
): ActSpec => ({ title, explain, op, event: () => ({ type, ...more }) });

export const acts: Readonly<Record<string, ActSpec>> = {
  signIn: act('signIn', 'Sign in', 'Types address and password.', 'sign-in'),
  open: act('open', 'Open a page', 'Asks the API for one thing.', 'open', { pages: ['me'] }),
  openTwo: act('open', 'Open a page with two requests', 'Asks for two things at once.', 'open', {
    pages: ['me', 'orders'],
  }),
  admin: act('open', 'Open the admin page', 'Only a person with that role may see it.', 'admin', {
    pages: ['admin'],
  }),
  signOut: act('signOut', 'Sign out', 'Ends the session, and deletes the cookie.', 'sign-out'),
  forgot: act('forgot', 'Forgot the password', 'Asks for a mail with a link.', 'forgot'),
  readMail: act('readMail', 'Open the newest mail', 'Follows the link in it.', 'read-mail'),
  register: act('register', 'Register', 'Asks for an account.', 'register'),
  listSessions: act('listSessions', 'List the sessions', 'Which devices are in?', 'list'),
  endOthers: act('endOthers', 'End another session', 'Ends one that is not this one.', 'end'),
  steal: act('steal', 'Steal tokens', 'Copies what the browser holds.', 'steal'),
  replay: act('replay', 'Use the stolen access token', 'Asks the API with it.', 'replay'),
  renew: act('renew', 'Use the stolen refresh token', 'Asks for a new one with it.', 'renew'),
  guess: act('guess', 'Guess passwords of one account', 'One after the other.', 'guess'),
  stuff: act(
    'stuff',
    'Stuff credentials',
    'One leaked password for each of many accounts.',
    'stuff',
  ),
  probe: act('probe', 'Probe for accounts', 'Compares answers and their times.', 'probe'),
  preRegister: act('preRegister', 'Register her address', 'Before she does.', 'pre-register'),
  enter: act('enter', 'Sign in with its own password', 'To what it registered.', 'enter'),
  plant: act(
    'plant',
    'Plant a session',
    'Becomes a visitor, and sets that cookie in her browser, before she signs in.',
    'plant',
  ),
  misuseLink: act(
    'misuseLink',
    'Open its own link in her account',
    'Registers its own address, and opens the link from that mail where it is signed in with hers.',
    'misuse-link',
  ),
  copyLink: act(
    'copyLink',
    'Copy the link of a mail',
    'From a forwarded mail, or a log.',
    'copy-link',
  ),
  replayLink: act(
    'replayLink',
    'Use the copied link',
    'To set a password of its own.',
    'replay-link',
  ),
};
