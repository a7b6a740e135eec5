/** The instructor's key, for as long as this tab is there: in the address it would be on the projector. */
import { type HostKey, hostKeyFrom } from './addresses.ts';

const NAME = 'data-flows.room-key';

/** Of the link by which the instructor came, if it names one. */
export function rememberHost(fragment: string): void {
  const key = hostKeyFrom(fragment);
  if (key === null) return;
  try {
    sessionStorage.setItem(NAME, `#${new URLSearchParams({ ...key })}`);
  } catch {
    // Forbidden: the address keeps it.
    return;
  }
  history.replaceState(null, '', location.pathname + location.search);
}

export function recallHost(): HostKey | null {
  try {
    return hostKeyFrom(sessionStorage.getItem(NAME) ?? location.hash);
  } catch {
    return hostKeyFrom(location.hash);
  }
}
