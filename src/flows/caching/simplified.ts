/** Departures from reality, each with what real systems do. The code marks them `SIMPLIFIED`. */
export const simplified: readonly string[] = [
  'Who must wait for a lease is answered when the key is filled. Clients of Facebook’s memcached ask again after a few milliseconds.',
  'The counters for tokens and versions outlive a crash of the cache. Real systems draw a new incarnation at each start, or take a timestamp or a place in the log.',
  'A replica does not take over: the cache copies from it when it is up again. Real systems promote the replica and point the app at it.',
  'Log and replica keep only what the database does not have yet. Real logs keep everything up to a checkpoint.',
  'An entry leaves at the very instant at which its time to live is over. Real caches notice at the next access, or when a sweep finds it.',
  'LRU is exact. Redis and memcached approximate it, by samples and by segments.',
  'A power loss takes what was not on disk, and the cache starts again at once.',
  'A database without a limit of concurrency answers at once, and every query costs the same.',
  'A write lock ends with its time. Real databases also notice that the connection of its holder is gone.',
  'Change capture remembers the latest commit of each key. Real ones read the log of all commits.',
  'A replica that was down begins empty, and gets only what is written from then on. Real ones copy everything first.',
  'What is served stale is kept for the rest of its time to live. In memcached the delete can say for how long.',
  'Requests of a crowd arrive independently of each other. Real traffic comes in bursts, and popularity changes.',
  'Browsers and the app do not repeat a request that failed.',
];
