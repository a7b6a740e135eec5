/** Plain words for what machines and facts name briefly. */

type Words = Readonly<Record<string, string>>;

const from =
  (words: Words) =>
  (name: unknown): string =>
    words[String(name)] ?? String(name);

export const questionOf = from({
  signIn: 'Signing in',
  register: 'Registering',
  forgot: 'Forgetting the password',
});

/** What an answer says. */
export const answerOf = from({
  invalidCredentials: 'wrong address or password',
  unknownAccount: 'no such account',
  invalidToken: 'no access token that works',
  refreshInvalid: 'no refresh token that works',
  refreshReused: 'the refresh token was used before',
  forbidden: 'not allowed',
  notFound: 'no such thing',
  taken: 'somebody has this address',
  tooMany: 'too many tries',
  badRequest: 'an invalid request',
  invalidLink: 'the link does not work',
  failure: 'something went wrong',
  noAnswer: 'no answer came',
  refused: 'the service is down',
  signedIn: 'signed in',
  accepted: 'accepted',
});

/** How a page ended that cannot be shown. */
export const outcomeOf = from({
  signInNeeded: 'it has to sign in',
  forbidden: 'it is not allowed to',
  failed: 'no answer came, or an error',
});

/** Why nothing is given for a refresh token, and why a family ends. */
export const whyOf = from({
  unknown: 'nobody knows it',
  revoked: 'it was revoked',
  key: 'it belongs to another key',
  expired: 'it is too old',
  used: 'it was used before',
  reused: 'a token of it came a second time',
  signedOut: 'somebody has signed out',
  proved: 'a link from a mail was opened',
});

export const attackOf = from({
  steal: 'it copies what her browser holds',
  replay: 'it uses a stolen access token',
  renew: 'it uses a stolen refresh token',
  guess: 'it guesses passwords of one account',
  stuff: 'it tries leaked passwords of many accounts',
  probe: 'it asks who has an account',
  preRegister: 'it registers her address',
  enter: 'it signs in to what it registered',
  copyLink: 'it copies the link of a mail',
  replayLink: 'it uses the copied link',
  plant: 'it plants a session in her browser',
  misuseLink: 'it opens its own link in her account',
});
