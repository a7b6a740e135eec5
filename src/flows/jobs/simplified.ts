/** Where this simulator leaves reality, and what real systems do. */
export const simplified: readonly string[] = [
  'A worker asks for a job with one message that nobody answers until there is a job. Real brokers keep a connection (AMQP) or answer an empty poll after up to 20 s (SQS); the parameter longPollMs is how long a worker waits before it asks again.',
  'With early acknowledgement the broker forgets a job when it hands it out. Some systems send the acknowledgement as a message of its own before the work begins.',
  'The poll of the delayed set is not drawn: a delayed job becomes ready at the first poll after its time, and polls that find nothing are left out.',
  'A broker that restarts gives each job in flight a whole lease again, and makes jobs that waited for a retry ready at once. Real brokers keep the instants.',
  'The broker applies the overlap policy of a recurring job, because it knows what is running. In Kubernetes the CronJob controller does; elsewhere the scheduler asks.',
  'The retry budget and the circuit breaker are kept in each worker process, as libraries do; a mesh may share them.',
  'The effect service works on any number of calls at once.',
];
