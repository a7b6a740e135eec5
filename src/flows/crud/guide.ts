/** The field guide: the standard flow, and what each missing layer lets through. */
import type { Guide } from '../../flow/guide.ts';

const standard = { variant: 'standard' } as const;

export const guide: Guide = {
  title: 'CRUD data flow',
  say: 'A request goes down through layers, each with one task, and its answer comes back the same way.',
  groups: [
    {
      title: 'Standard flow',
      entries: [
        {
          id: 'crud.standard-flow',
          title: 'Frontend, handler, service, database',
          what: 'The page sends a request. The handler reads and checks it, the service applies the rules of the business, the repository writes the SQL, and the database commits. The answer takes the same way back.',
          use: 'Whenever data outlives a page and more than one kind of caller changes it. Each layer can then be tested, replaced and reasoned about by itself.',
          run: { ...standard, workload: 'one-create' },
          called: 'All layers',
          lookAtUs: 144_500,
          claim: [
            {
              op: 'create-1',
              goes: [
                'user-a',
                'api',
                'service',
                'repository',
                'db',
                'repository',
                'service',
                'api',
                'user-a',
              ],
            },
            { fact: 'answered', where: { status: 200 }, compare: 'eq', value: 1 },
          ],
          others: [{ called: 'No service layer', fixes: { serviceLayer: 'off' } }],
          measures: ['queries', 'answer-mean'],
        },
      ],
    },
    {
      title: 'CRUD gap',
      entries: [
        {
          id: 'crud.no-service-layer',
          title: 'No service layer',
          sign: 'Business logic in controllers',
          solution: 'Extract to services',
          what: 'The rules live in the HTTP handler. A second way in, here an import of a file, does not pass through it, and goes without the rules.',
          use: 'Put each rule in a service that every way in calls: handlers, imports, jobs. Then it holds for all of them, and what belongs together is one transaction.',
          run: { ...standard, workload: 'import-file', fixes: { serviceLayer: 'off' } },
          called: 'Rules in the handler',
          claim: [
            { guarantee: 'C5', is: 'broken' },
            { metric: 'created', compare: 'eq', value: 2 },
          ],
          others: [{ called: 'Rules in a service', fixes: { serviceLayer: 'on' } }],
          measures: ['created', 'queries'],
        },
        {
          id: 'crud.direct-db-access',
          title: 'Direct DB access',
          sign: 'Controllers query the database directly',
          solution: 'Use the repository pattern',
          what: 'Each handler writes its own SQL. One of them forgets that deleted rows are only marked as deleted, and asks for the owner of each row by itself.',
          use: 'Keep the SQL of a table in one place, with what must never be forgotten: the tenant, deleted rows, related rows loaded together.',
          run: { ...standard, workload: 'trash', fixes: { repository: 'off' } },
          called: 'SQL in handlers',
          claim: [
            { guarantee: 'C9', is: 'broken' },
            { metric: 'queries-per-page', compare: 'gt', value: 2 },
          ],
          others: [{ called: 'Repository', fixes: { repository: 'on' } }],
          measures: ['queries-per-page', 'queries'],
        },
        {
          id: 'crud.no-validation',
          title: 'No validation',
          sign: 'Invalid data reaches the database',
          solution: 'Add a validation layer',
          what: 'Nobody looks at what a request carries. An item without a title and with a quantity that is no number is stored, and every later reader has to cope with it.',
          use: 'Check at the server, before anything is done. A check in the form is a kindness to people: a script that calls the API does not pass it. A constraint in the database is the last net.',
          run: { ...standard, workload: 'bad-input', fixes: { validation: 'none' } },
          called: 'Nobody checks',
          claim: [{ guarantee: 'C5', is: 'broken' }],
          others: [
            { called: 'The server checks', fixes: { validation: 'server' } },
            { called: 'Only the form checks', fixes: { validation: 'client' } },
          ],
          measures: ['created', 'queries'],
        },
        {
          id: 'crud.no-caching',
          title: 'No caching',
          sign: 'Repeated identical queries',
          solution: 'Add a cache layer',
          what: 'The same page is asked for again and again, and each time the database answers the same two queries.',
          use: 'Where reads repeat and may be a little old. A cache is a second copy: from then on somebody has to say what a write does about it.',
          run: { ...standard, workload: 'page-views' },
          called: 'No cache',
          claim: [{ metric: 'repeated-queries', compare: 'ge', value: 8 }],
          others: [{ called: 'Cache for a minute', fixes: { cache: 'ttl' } }],
          measures: ['queries', 'repeated-queries', 'answer-mean'],
        },
        {
          id: 'crud.no-error-handling',
          title: 'No error handling',
          sign: 'Raw exceptions reach the client',
          solution: 'Add exception handlers',
          what: 'The database refuses a write, and what it said goes to the browser as it is: table names, SQL, a stack.',
          use: 'Catch at the edge of the app. Answer with a problem document (RFC 9457) and a reference; keep the details in the log.',
          run: {
            ...standard,
            workload: 'one-create',
            fixes: { errorHandler: 'off' },
            faults: ['fail create-1/TX'],
          },
          called: 'No handler',
          lookAtUs: 170_000,
          claim: [{ message: 'create-1/rawError', is: 'arrived' }],
          others: [{ called: 'Error handler', fixes: { errorHandler: 'on' } }],
          measures: ['failed', 'answer-mean'],
        },
      ],
    },
  ],
};
