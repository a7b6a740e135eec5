import { useSyncExternalStore } from 'react';
import type { Observable } from '../../room/client/room.ts';

export const useObserved = <V>({ get, subscribe }: Observable<V>): V =>
  useSyncExternalStore(subscribe, get);
