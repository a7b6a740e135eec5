/** One sentence for each kind of fact. */
import type { FactSaid } from '../../flow/flow.ts';
import { answerOf, attackOf, outcomeOf, questionOf, whyOf } from './words.ts';

const NAMES: Readonly<Record<string, string>> = {
  'tab-1': 'Ann',
  'tab-2': 'Ann (tab 2)',
  boss: 'the administrator',
  attacker: 'the attacker',
  stranger: 'you',
};
const who = (by: unknown): string => NAMES[String(by)] ?? String(by);
/** At the beginning of a sentence. */
const first = (by: unknown): string => who(by).replace(/^./, (letter) => letter.toUpperCase());

export const facts: Readonly<Record<string, (fact: FactSaid) => string>> = {
  // In the browser.
  page: ({ node, what, outcome }) =>
    outcome === 'shown'
      ? `${node} shows ${what}.`
      : `${node} cannot show ${what}: ${outcomeOf(outcome)}.`,
  refreshBegun: ({ node }) => `${node} begins a refresh.`,
  replayed: ({ node, what }) => `${node} asks for ${what} again, with the new token.`,
  forcedLogin: ({ node }) => `${node} was signed in, and shows the sign-in page.`,
  signedIn: ({ node, sid }) => `${node} is signed in: session ${sid}.`,
  signInFailed: ({ node, why }) => `${node} could not sign in: ${answerOf(why)}.`,
  leaving: ({ node }) => `${node} signs out.`,
  signedOut: ({ node, sid }) => `${node} has been told that the session ${sid} is over.`,
  removing: ({ node, email }) => `${node} takes a role from ${email}.`,
  ending: ({ node, sid }) => `${node} ends the session ${sid}.`,
  confirmed: ({ node }) => `${node} has been told that it is done.`,
  // Sessions and tokens.
  familyBegun: ({ family, token, sid }) =>
    `Session ${sid} begins: family ${family}, first ${token}.`,
  exchanged: ({ shown, token, by, again }) =>
    shown === token
      ? `${first(by)} gets a new access token for ${shown}.`
      : again
        ? `${first(by)} shows ${shown} again, and gets ${token} within the grace.`
        : `${first(by)} gets ${token} for ${shown}.`,
  refreshRefused: ({ shown, why, by }) =>
    `${first(by)} gets nothing for ${shown || 'no token'}: ${why === 'reused' ? whyOf('used') : whyOf(why)}.`,
  familyRevoked: ({ family, why }) => `Family ${family} is revoked: ${whyOf(why)}.`,
  visitorGiven: ({ sid, to }) => `${first(to)} is a visitor, with session ${sid}.`,
  sessionGiven: ({ sid, email, to }) => `Session ${sid} of ${email} is given to ${who(to)}.`,
  refreshAccepted: ({ sid, by }) => `${first(by)} goes on in session ${sid}.`,
  requested: ({ node, by }) => `${node} hears ${who(by)}.`,
  allowed: ({ sid, what, by }) => `${first(by)} may see ${what}, in session ${sid}.`,
  refused: ({ node, sid }) =>
    `${node} turns a request down${sid === '' ? '' : `, session ${sid}`}.`,
  cacheLost: ({ node }) => `${node} has forgotten everything.`,
  // Passwords, accounts, mails.
  wrongPassword: ({ email, by }) => `${first(by)} has a wrong password for ${email}.`,
  heldBack: ({ email, by }) => `${first(by)} may not try ${email} now.`,
  locked: ({ who: whom }) => `${whom} is locked.`,
  accountAsked: ({ email, by, isNew }) =>
    isNew
      ? `${first(by)} has registered ${email}.`
      : `${first(by)} asks for ${email}, which is there.`,
  registered: ({ email }) => `There is an account for ${email} now.`,
  linkIssued: ({ link, email }) => `A link for ${email}: ${link}.`,
  mailed: ({ to, link }) => `${to} has a mail with ${link}.`,
  linkUsed: ({ link }) => `The link ${link} is used.`,
  proved: ({ email, by, link }) => `${first(by)} has shown ${link}: ${email} counts as proved.`,
  // Attacks.
  attacked: ({ attack }) => `The attacker begins: ${attackOf(attack)}.`,
  planted: ({ what }) => `The attacker has put ${what} into her browser.`,
  stolen: ({ what }) => `The attacker has a copy of the ${what}.`,
  probed: ({ kind, exists, answer, tookUs }) =>
    `${questionOf(kind)} for an address ${exists ? 'with' : 'without'} an account: ${answerOf(answer)} after ${(tookUs / 1_000).toFixed(1)} ms.`,
};
