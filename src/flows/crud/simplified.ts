/** Departures from reality, each with what real systems do. The code marks them `SIMPLIFIED`. */
export const simplified: readonly string[] = [
  'Handler, service and repository are drawn apart, and a call between them takes a moment, so that it can be seen. Really they are one process, and a call between them is never lost.',
  'A transaction is one message with all of its statements, after the one that reserves the key. Real ones go back and forth, and hold locks meanwhile.',
  'A reserved key whose transaction is gone is given back after a while. Real databases see that the connection has closed.',
  'Who asks for a key that is reserved is answered at once with 409. In a real database it would wait for the lock, or be told so by a lock timeout.',
  'All users belong to one tenant. Real systems take the tenant from the session of the request.',
  'A constraint finds a text in the column of numbers. Really the type of the column does.',
  'A change drops every page from the cache, whichever it is on. Real systems do that too, or let pages expire.',
  'The cache keeps all tombstones. Real ones forget them after some seconds.',
  'The pool is a limit of the database. Really each instance of the app has its own pool.',
  'The import job does not repeat a row that failed.',
];
