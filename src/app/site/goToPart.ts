/** Scrolls to a part of a page that may be drawn only later, as a browser does for `#part`. */
const PATIENCE_MS = 3_000;

export function goToPart(id: string, startedMs = performance.now()): void {
  const part = document.getElementById(id);
  if (part !== null) {
    part.scrollIntoView();
    return;
  }
  if (performance.now() - startedMs < PATIENCE_MS) {
    requestAnimationFrame(() => goToPart(id, startedMs));
  }
}
