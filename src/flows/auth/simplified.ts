/** Where this simulator leaves reality, and what real systems do. */
export const simplified: readonly string[] = [
  'Nothing is signed, hashed or encrypted: an access token has the form of a JWT whose signature is a fixed word, and nobody forges it. Real systems sign (RS256, EdDSA) and check the signature.',
  'A refresh token has a short name, and is kept as it is. Real ones are 256 random bits, of which the server keeps a hash.',
  'A password is a word that is compared; only the time of its hash is simulated. Real systems use Argon2id or bcrypt with a salt.',
  'A key that a token is bound to is a name that is sent along. With DPoP (RFC 9449) the client signs each request; the key never leaves it.',
  'The network address of a caller stands in X-Forwarded-For, as the last proxy would write it.',
  'The cookie is read by the page’s own code and put into the request. A browser does that itself, and HttpOnly keeps scripts away from it.',
  'Whether a session is listed as live or ended is written to the database first, and read there at every miss of the cache; nothing is filled back.',
  'Listing and ending sessions, and changing roles, believe an access token until it expires; only the API looks its session up. Real systems look it up at each.',
  'An access token beyond its time is recognised by the clock of the API. In a search over orders the clock stands still: tokens are fresh, or have expired before.',
  'The person’s browser has one lock for all tabs. A tab that crashes keeps it until it is up again; a real browser frees it at once.',
];
