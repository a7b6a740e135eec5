/** Where this simulator leaves reality, and what real systems do. */
export const simplified: readonly string[] = [
  'Handler and service are two boxes, and one may crash without the other. In many systems they are layers of one process, and fail together.',
  'A token is a name and a number, and expires when somebody says so. Real ones are signed, and hold the instant at which they end.',
  'The circuit breaker is kept in the memory of the service: a crash forgets it.',
  'The rate limit counts all requests in a fixed window. Real limiters count for each caller, and smooth the edge between two windows.',
  'The provider answers a charge at once or not at all; money is not reserved first and taken later.',
  'Leaked texts are made up: stack, SQL and host names look like those of a Node.js service beside PostgreSQL.',
];
