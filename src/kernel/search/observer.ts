/** Told of what comes and goes: it gives addresses to a witness. */
export interface Observer {
  sent(flight: number): void;
  copied(flight: number): void;
  gone(flight: number): void;
  /** A local message cannot be delivered at once: its node is paused. */
  parked(flight: number): void;
  /** Its conversation is over: it goes on as another word. */
  turned(flight: number, late: number): void;
  started(timer: number): void;
}
