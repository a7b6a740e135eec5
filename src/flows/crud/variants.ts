/** One way of doing things, with the procedures as they are shown. */
import type { Listing, ListingLine, VariantSpec } from '../../flow/flow.ts';

const handler: Listing = {
  title: 'Handler: a request',
  machine: 'request',
  lines: [
    { text: 'task = parse(request)', states: ['parsing'] },
    { text: 'validate(task.body)', states: ['validating'], when: { validation: ['server'] } },
    {
      text: 'if invalid: reply 400 with errors[]',
      states: ['refusing'],
      when: { validation: ['server'] },
    },
    { text: 'result = service.do(task)', states: ['calling'], when: { serviceLayer: ['on'] } },
    { text: 'apply the rules here', states: ['calling'], when: { serviceLayer: ['off'] } },
    { text: 'reply(result)', states: ['responding'] },
    { text: 'on error: reply with a problem', states: ['failing'], when: { errorHandler: ['on'] } },
    {
      text: 'on error: the exception is the reply',
      states: ['failing'],
      when: { errorHandler: ['off'] },
    },
  ],
};

const keyed = { when: { idem: ['nonAtomic', 'atomic'] } };
const compare: Omit<ListingLine, 'when'> = {
  text: 'row = find(id); compare with If-Match',
  states: ['readingVersion', 'comparing'],
};

const service: Listing = {
  title: 'Rules: do(task)',
  machine: 'work',
  lines: [
    { text: 'if it only reads: return find(task)', states: ['reading'] },
    {
      ...compare,
      states: ['comparing'],
      when: { keyOrder: ['matchFirst'], idem: ['nonAtomic', 'atomic'] },
    },
    { text: 'is = key(task.key)', states: ['lookingUpKey'], ...keyed },
    { text: '# rule: 0 ≤ qty ≤ 100', states: [] },
    { ...compare, states: ['readingVersion'], when: { etag: ['checkThenWrite'] } },
    {
      text: 'if find(id).qty < 1: sold out',
      states: ['readingStock'],
      when: { sale: ['checkThenWrite'] },
    },
    {
      text: 'save(statements), in one transaction',
      states: ['writing'],
      when: { serviceLayer: ['on'] },
    },
    { text: 'save(first statement)', states: ['writing'], when: { serviceLayer: ['off'] } },
    {
      text: 'of a sale: save(second statement)',
      states: ['writingTheRest'],
      when: { serviceLayer: ['off'] },
    },
    {
      text: 'remember what came of the key',
      states: ['savingKey'],
      when: [{ idem: ['nonAtomic'] }, { idem: ['atomic'], alreadyApplied200: ['on'] }],
    },
    { text: 'roll the key back', states: ['releasingKey'], when: { idem: ['atomic'] } },
    { text: 'return the row', states: ['answering'] },
    { text: 'throw what went wrong', states: ['failing'] },
  ],
};

const cached = {
  when: { cache: ['ttl', 'deleteBefore', 'deleteAfter', 'writeThrough', 'versioned'] },
};

const repository: Listing = {
  title: 'SQL: one call',
  machine: 'store',
  lines: [
    { text: 'cache.get(key)', states: ['readingCache'], ...cached },
    { text: 'rows = db.select(…)', states: ['querying'] },
    {
      text: 'owners = db.select(owners of all rows)',
      states: ['loadingOwners'],
      when: { batchLoad: ['on'], repository: ['on'] },
    },
    {
      text: 'for each row: db.select(its owner)',
      states: ['loadingOwners'],
      when: [{ batchLoad: ['off'] }, { repository: ['off'] }],
    },
    { text: 'cache.set(key, rows)', states: ['fillingCache'], ...cached },
    { text: 'cache.delete(keys)', states: ['clearingFirst'], when: { cache: ['deleteBefore'] } },
    { text: 'db.transaction(statements)', states: ['writing'] },
    {
      text: 'cache.delete(keys)',
      states: ['tellingCache'],
      when: { cache: ['deleteAfter', 'versioned'] },
    },
    { text: 'cache.set(key, row)', states: ['tellingCache'], when: { cache: ['writeThrough'] } },
    { text: 'db.key(key)', states: ['askingForKey'], ...keyed },
    { text: 'return', states: ['answering'] },
  ],
};

export const variants = {
  standard: {
    title: 'Layers',
    explain: 'A request goes through handler, service and repository to the database, and back.',
    listings: [handler, service, repository],
  },
} as const satisfies Readonly<Record<string, VariantSpec>>;
