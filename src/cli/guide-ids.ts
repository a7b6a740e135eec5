/** The rows that the field guide has, by the sections that it follows. */
const SECTIONS: Readonly<Record<string, string>> = {
  crud: 'standard-flow no-service-layer direct-db-access no-validation no-caching no-error-handling',
  auth: 'login authenticated-request refresh-rotation revocation rate-limiting attempt-tracking session-management password-reset email-verification',
  upload: 'presigned server-memory scalability resumability cost',
  realtime: 'polling sse websocket reconnection',
  state: 'preferences ephemeral application-data offline-edits optimistic-update when-optimistic',
  jobs: 'email image-processing webhook data-export cache-warming database-cleanup fifo priority delayed recurring',
  caching: 'cache-aside write-through write-back write-back-risk always-fresh',
  errors:
    'propagation not-found validation authentication authorization conflict rate-limit database external-service',
};

export const GUIDE_IDS: readonly string[] = Object.entries(SECTIONS).flatMap(([flow, names]) =>
  names.split(' ').map((name) => `${flow}.${name}`),
);
