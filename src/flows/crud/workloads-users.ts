/** The people. */
import type { ClientSpec } from '../../flow/flow.ts';

export const userA: ClientSpec = { id: 'user-a', title: 'User A' };
export const userB: ClientSpec = { id: 'user-b', title: 'User B' };
