/** Comes without types. */
declare module 'aedes-persistence-redis' {
  import type { AedesOptions } from 'aedes';
  import type { RedisOptions } from 'ioredis';

  export default function persistence(options: RedisOptions): AedesOptions['persistence'];
}
